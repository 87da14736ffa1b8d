package io.allocator.command.product.stock;

import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.command.ShipLineOutcome;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.command.product.stock.PastStock.SpentBatch;

/** The rule of {@link ShipLineCommand}: only what is in the warehouse can leave it, and only once. */
public final class ShipLine {

    private ShipLine() {}

    /** Decides it. */
    public static Decision<ShipLineOutcome> decide(Stock stock, ShipLineCommand command, PastStock past) {
        var present = stock.line(command.orderId(), command.lineId());
        if (present.isEmpty()) {
            return Decision.unchanged(notOpen(stock, command, past));
        }
        var line = present.get();
        var batch = line.batch();
        if (batch == null) {
            return Decision.unchanged(new ShipLineOutcome.NotInWarehouse("The " + line + " waits for stock"));
        }
        if (!batch.isInWarehouse()) {
            return Decision.unchanged(new ShipLineOutcome.NotInWarehouse("The " + line + " is on batch "
                    + batch.reference() + ", which arrives on " + batch.eta()));
        }
        var decision = Decision.<ShipLineOutcome>of(
                new ShipLineOutcome.Shipped(line.quantity(), batch.reference()),
                new LineShippedEvent(command.sku(), command.orderId(), command.lineId(), line.quantity(),
                        batch.reference()));
        return batch.allocated() == line.quantity() && batch.available() == 0
                ? decision.withSpent(new SpentBatch(new BatchStatus(batch.reference(), command.sku(), null,
                        batch.purchased(), 0, batch.purchased()), batch.preference().position()))
                : decision;
    }

    private static ShipLineOutcome notOpen(Stock stock, ShipLineCommand command, PastStock past) {
        if (!stock.hasShippedLines()) {
            return new ShipLineOutcome.NotFound();
        }
        return past.shippedLine(command.sku(), command.orderId(), command.lineId())
                .<ShipLineOutcome>map(line -> new ShipLineOutcome.AlreadyShipped(line.quantity(),
                        line.batchReference()))
                .orElseGet(ShipLineOutcome.NotFound::new);
    }
}
