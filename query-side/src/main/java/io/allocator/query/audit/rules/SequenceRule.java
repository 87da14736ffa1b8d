package io.allocator.query.audit.rules;

import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/** The events of a SKU are numbered from 0 without a hole, stand in the log in that order, and are about that SKU. */
final class SequenceRule implements Rule {

    private final String sku;
    private long next;
    private long index;

    SequenceRule(String sku) {
        this.sku = sku;
    }

    @Override
    public String name() {
        return "sequence";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        if (recorded.sequenceNumber() != next) {
            wrong.accept("Event " + next + " of the SKU is missing: the next one is " + recorded.sequenceNumber());
        }
        if (recorded.globalIndex() <= index) {
            wrong.accept("Event " + recorded.sequenceNumber() + " stands in the log before the one that it follows, at "
                    + index);
        }
        if (!recorded.event().sku().equals(sku)) {
            wrong.accept("The event is about another SKU, " + recorded.event().sku());
        }
        next = recorded.sequenceNumber() + 1;
        index = recorded.globalIndex();
    }
}
