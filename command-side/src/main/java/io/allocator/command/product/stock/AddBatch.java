package io.allocator.command.product.stock;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.BatchStatus;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.ProductEvent;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/** The rule of {@link AddBatchCommand}: once is new, the same again is no change, other data is a conflict. */
public final class AddBatch {

    private AddBatch() {}

    /** Decides it. Lines that wait get what is new. */
    public static Decision<AddBatchOutcome> decide(Stock stock, AddBatchCommand command, PastStock past) {
        var present = present(stock, command, past);
        if (present.isPresent()) {
            return Decision.unchanged(isSame(present.get(), command)
                    ? new AddBatchOutcome.AlreadyAdded(present.get())
                    : new AddBatchOutcome.Conflict("Batch " + command.reference() + " exists with other data: "
                            + describe(present.get())));
        }
        var added = new Batch(command.reference(), new Preference(command.eta(), stock.nextPosition()),
                command.quantity(), 0);
        var placement = stock.placement();
        placement.offer(added, command.quantity());
        var placed = placement.drain(Moves.MOST_AT_ONCE);

        var events = new ArrayList<ProductEvent>();
        events.add(new BatchAddedEvent(command.sku(), command.reference(), command.quantity(), command.eta()));
        events.addAll(Moves.toWaitingLines(command.sku(), placed));
        return Decision.of(new AddBatchOutcome.Added(new BatchStatus(command.reference(), command.sku(), command.eta(),
                command.quantity(), Moves.unitsOn(added, placed), 0)), events);
    }

    private static Optional<BatchStatus> present(Stock stock, AddBatchCommand command, PastStock past) {
        var live = stock.batch(command.reference()).map(batch -> batch.status(command.sku()));
        return live.isPresent() || !stock.hasSpentBatches()
                ? live
                : past.spentBatch(command.sku(), command.reference()).map(PastStock.SpentBatch::status);
    }

    private static boolean isSame(BatchStatus batch, AddBatchCommand command) {
        return batch.purchased() == command.quantity() && Objects.equals(batch.eta(), command.eta());
    }

    private static String describe(BatchStatus batch) {
        return batch.purchased() + " units, " + (batch.eta() == null ? "in the warehouse" : "ETA " + batch.eta());
    }
}
