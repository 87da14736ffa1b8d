package io.allocator.query.audit.rules;

import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/** What is available of a batch is never below zero, at any event. */
final class RoomRule implements Rule {

    @Override
    public String name() {
        return "room";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        switch (recorded.event()) {
            case LineAllocatedEvent e -> take(e.batchReference(), e.quantity(), before, wrong);
            case LineMovedEvent e -> {
                if (e.toBatch() != null) {
                    take(e.toBatch(), e.quantity(), before, wrong);
                }
            }
            case BatchQuantityChangedEvent e ->
                take(e.batchReference(), (long) e.previousQuantity() - e.purchasedQuantity(), before, wrong);
            default -> {
            }
        }
    }

    private static void take(String reference, long units, Stock before, Consumer<String> wrong) {
        var batch = before.batch(reference);
        if (batch != null && units > 0 && batch.available() < units) {
            wrong.accept(
                    "Batch " + reference + " is oversold: it has " + batch.available() + " units available and loses "
                            + units);
        }
    }
}
