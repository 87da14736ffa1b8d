package io.allocator.command.product.stock;

import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.command.product.stock.PastStock.SpentBatch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rule of {@link ChangeBatchEtaCommand}: lines stay where they are, only future preference changes. */
public final class ChangeBatchEta {

    private ChangeBatchEta() {}

    /** Decides it. */
    public static Decision<ChangeBatchOutcome> decide(Stock stock, ChangeBatchEtaCommand command, PastStock past) {
        return find(stock, command.sku(), command.reference(), past).map(batch -> decide(command, batch))
                .orElseGet(() -> Decision.unchanged(new ChangeBatchOutcome.NotFound()));
    }

    private static Decision<ChangeBatchOutcome> decide(ChangeBatchEtaCommand command, Batch batch) {
        if (Objects.equals(batch.eta(), command.eta())) {
            return Decision.unchanged(new ChangeBatchOutcome.Changed(batch.status(command.sku()), List.of()));
        }
        var changed = batch.status(command.sku()).withEta(command.eta());
        var decision = Decision.<ChangeBatchOutcome>of(new ChangeBatchOutcome.Changed(changed, List.of()),
                new BatchEtaChangedEvent(command.sku(), batch.reference(), batch.eta(), command.eta()));
        return batch.isSpent()
                ? decision.withSpent(new SpentBatch(changed, batch.preference().position()))
                : decision;
    }

    /** A batch of the SKU, be it live or spent. */
    static Optional<Batch> find(Stock stock, String sku, String reference, PastStock past) {
        var live = stock.batch(reference);
        return live.isPresent() || !stock.hasSpentBatches()
                ? live
                : past.spentBatch(sku, reference).map(spent -> new Batch(reference,
                        new Preference(spent.status().eta(), spent.position()), spent.status().purchased(),
                        spent.status().shipped()));
    }
}
