package io.allocator.command.product.stock;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.ShortageStartedEvent;

/** The rule of {@link AllocateCommand}: the first batch in order of preference that can take the whole line. */
public final class Allocate {

    private Allocate() {}

    /** Decides it. */
    public static Decision<AllocateOutcome> decide(Stock stock, AllocateCommand command, PastStock past) {
        if (!stock.isKnown()) {
            return Decision.unchanged(new AllocateOutcome.InvalidSku());
        }
        var present = stock.line(command.orderId(), command.lineId());
        if (present.isPresent()) {
            return Decision.unchanged(repeated(present.get(), command));
        }
        if (stock.hasShippedLines()
                && past.shippedLine(command.sku(), command.orderId(), command.lineId()).isPresent()) {
            return Decision.unchanged(new AllocateOutcome.Conflict(
                    "The line " + command.lineId() + " of order " + command.orderId() + " is shipped"));
        }
        return stock.preferredBatchFor(command.quantity()).map(batch -> allocated(command, batch))
                .orElseGet(() -> onShortage(stock, command));
    }

    private static AllocateOutcome repeated(Line line, AllocateCommand command) {
        if (line.quantity() != command.quantity()) {
            return new AllocateOutcome.Conflict("The " + line + " is "
                    + (line.waits() ? "backordered" : "allocated") + " with another quantity, " + line.quantity());
        }
        var batch = line.batch();
        return batch == null
                ? new AllocateOutcome.AlreadyBackordered()
                : new AllocateOutcome.AlreadyAllocated(batch.reference(), batch.eta());
    }

    private static Decision<AllocateOutcome> allocated(AllocateCommand command, Batch batch) {
        return Decision.of(new AllocateOutcome.Allocated(batch.reference(), batch.eta()),
                new LineAllocatedEvent(command.sku(), command.orderId(), command.lineId(), command.quantity(),
                        batch.reference(), batch.eta()));
    }

    /** The first refusal of a shortage is recorded, the others are not, so that refusals cannot flood the log. */
    private static Decision<AllocateOutcome> onShortage(Stock stock, AllocateCommand command) {
        return switch (command.onShortage()) {
            case BACKORDER -> Decision.of(new AllocateOutcome.Backordered(), new LineBackorderedEvent(command.sku(),
                    command.orderId(), command.lineId(), command.quantity()));
            case REJECT -> stock.isShort()
                    ? Decision.unchanged(new AllocateOutcome.OutOfStock())
                    : Decision.of(new AllocateOutcome.OutOfStock(), new ShortageStartedEvent(command.sku(),
                            command.orderId(), command.lineId(), command.quantity()));
        };
    }
}
