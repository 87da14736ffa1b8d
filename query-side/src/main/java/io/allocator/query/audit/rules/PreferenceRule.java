package io.allocator.query.audit.rules;

import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/**
 * The first batch in order of preference that has room takes a line, be it new or one that waited; a line waits or is refused
 * only when no batch has.
 *
 * <p>Not checked is where a line goes that is bumped: lines that waited may have been placed before it in the same decision, and
 * their events come after it.
 */
final class PreferenceRule implements Rule {

    @Override
    public String name() {
        return "preference";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        switch (recorded.event()) {
            case LineAllocatedEvent e -> took(e.batchReference(), e.quantity(), before, wrong);
            case LineMovedEvent e -> {
                if (e.reason() == MoveReason.STOCK_BECAME_AVAILABLE && e.toBatch() != null) {
                    took(e.toBatch(), e.quantity(), before, wrong);
                }
            }
            case LineBackorderedEvent e -> tookNone("waits", e.quantity(), before, wrong);
            case ShortageStartedEvent e -> tookNone("is refused", e.quantity(), before, wrong);
            default -> {
            }
        }
    }

    private static void took(String reference, int quantity, Stock before, Consumer<String> wrong) {
        before.firstWithRoomFor(quantity).filter(first -> !first.reference.equals(reference))
                .ifPresent(first -> wrong.accept("A line of " + quantity + " goes to batch " + reference
                        + ", and batch " + first.reference + ", with room for it, is preferred"));
    }

    private static void tookNone(String what, int quantity, Stock before, Consumer<String> wrong) {
        before.firstWithRoomFor(quantity).ifPresent(first -> wrong.accept(
                "A line of " + quantity + " " + what + ", and batch " + first.reference + " has room for it"));
    }
}
