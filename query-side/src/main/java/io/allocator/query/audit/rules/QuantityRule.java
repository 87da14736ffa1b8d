package io.allocator.query.audit.rules;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/** Quantities are whole numbers from 1 to 1,000,000,000; a batch can be brought down to 0. */
final class QuantityRule implements Rule {

    private static final int MOST = 1_000_000_000;

    @Override
    public String name() {
        return "quantity";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        switch (recorded.event()) {
            case BatchAddedEvent e -> check(e.purchasedQuantity(), 1, wrong);
            case BatchQuantityChangedEvent e -> check(e.purchasedQuantity(), 0, wrong);
            case BatchEtaChangedEvent _ -> {
            }
            case LineAllocatedEvent e -> check(e.quantity(), 1, wrong);
            case LineBackorderedEvent e -> check(e.quantity(), 1, wrong);
            case LineMovedEvent e -> check(e.quantity(), 1, wrong);
            case LineReleasedEvent e -> check(e.quantity(), 1, wrong);
            case LineShippedEvent e -> check(e.quantity(), 1, wrong);
            case ShortageStartedEvent e -> check(e.quantity(), 1, wrong);
        }
    }

    private static void check(int quantity, int least, Consumer<String> wrong) {
        if (quantity < least || quantity > MOST) {
            wrong.accept("A quantity of " + quantity + " is out of range, from " + least + " to " + MOST);
        }
    }
}
