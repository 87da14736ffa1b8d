package io.allocator.query.audit.rules;

import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/** A family of invariants. It sees the events of one SKU in their order, each with the stock as it was before. */
interface Rule {

    /** Under which violations are reported. */
    String name();

    /** Looks at the next event; what is wrong with it is told as sentences. */
    void check(RecordedEvent recorded, Stock before, Consumer<String> wrong);

    /** Looks at what is left when there is no further event. */
    default void checkEnd(Stock stock, Consumer<String> wrong) {}
}
