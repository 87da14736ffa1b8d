package io.allocator.command.product.stock;

import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ReleaseReason;
import java.util.ArrayList;

/** The rule of {@link DeallocateCommand}: an open line can be given up, and what it held goes to the lines that wait. */
public final class Deallocate {

    private Deallocate() {}

    /** Decides it. */
    public static Decision<DeallocateOutcome> decide(Stock stock, DeallocateCommand command, PastStock past) {
        var present = stock.line(command.orderId(), command.lineId());
        if (present.isEmpty()) {
            return Decision.unchanged(stock.hasShippedLines()
                    && past.shippedLine(command.sku(), command.orderId(), command.lineId()).isPresent()
                            ? new DeallocateOutcome.AlreadyShipped()
                            : new DeallocateOutcome.NotFound());
        }
        var line = present.get();
        var batch = line.batch();
        var events = new ArrayList<ProductEvent>();
        events.add(new LineReleasedEvent(command.sku(), command.orderId(), command.lineId(), line.quantity(),
                batch == null ? null : batch.reference(), ReleaseReason.REQUESTED));
        if (batch != null) {
            var placement = stock.placement();
            placement.offer(batch, batch.available() + line.quantity());
            events.addAll(Moves.toWaitingLines(command.sku(), placement.drain(Moves.MOST_AT_ONCE)));
        }
        return Decision.of(new DeallocateOutcome.Released(), events);
    }
}
