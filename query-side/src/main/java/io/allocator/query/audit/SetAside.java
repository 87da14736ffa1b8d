package io.allocator.query.audit;

import io.allocator.query.readmodel.DeadLetters;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which events a view has not taken in though it has gone on behind them: they could not be projected, and wait. */
@Component
class SetAside {

    private final DeadLetters letters;

    SetAside(DeadLetters letters) {
        this.letters = letters;
    }

    /**
     * For each SKU that a view has set aside, the sequence number of the first event that it lacks; it lacks all behind it. Asked for in
     * the transaction in which the view is read, on the DataSource's connection.
     */
    Map<String, Long> firstOf(String view) {
        return letters.firstOf(view);
    }
}
