package io.allocator.query.audit;

import java.util.Map;

/** Which events a view has not taken in though it has gone on behind them: they could not be projected, and wait. */
public interface SetAside {

    /**
     * For each SKU that a view has set aside, the sequence number of the first event that it lacks; it lacks all behind it. Asked for in
     * the transaction in which the view is read, on the DataSource's connection.
     */
    Map<String, Long> firstOf(String view);
}
