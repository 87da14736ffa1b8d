package io.allocator.query.audit.rules;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first event of a SKU adds a batch. A change of a batch is one, of a batch that is there, and says truly what was before. */
final class BatchRule implements Rule {

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        if (!before.isKnown() && !(recorded.event() instanceof BatchAddedEvent)) {
            wrong.accept("Something happens to a SKU that no batch has made known");
        }
        switch (recorded.event()) {
            case BatchQuantityChangedEvent e -> {
                var batch = before.batch(e.batchReference());
                if (batch == null) {
                    wrong.accept("Batch " + e.batchReference() + " changes and is not there");
                } else {
                    check(e, batch, wrong);
                }
            }
            case BatchEtaChangedEvent e -> {
                var batch = before.batch(e.batchReference());
                if (batch == null) {
                    wrong.accept("Batch " + e.batchReference() + " changes and is not there");
                } else if (!Objects.equals(e.previousEta(), batch.eta)) {
                    wrong.accept("Batch " + e.batchReference() + " had ETA " + batch.eta + " before, not "
                            + e.previousEta());
                } else if (Objects.equals(e.eta(), batch.eta)) {
                    wrong.accept("Batch " + e.batchReference() + " has ETA " + e.eta() + " already: nothing changes");
                }
            }
            default -> {
            }
        }
    }

    private static void check(BatchQuantityChangedEvent event, Batch batch, Consumer<String> wrong) {
        if (event.previousQuantity() != batch.purchased || event.shippedQuantity() != batch.shipped
                || event.position() != batch.position || !Objects.equals(event.eta(), batch.eta)) {
            wrong.accept("Batch " + batch.reference + " was " + describe(batch.purchased, batch.shipped, batch.position,
                    batch.eta) + " before, not "
                    + describe(event.previousQuantity(), event.shippedQuantity(), event.position(), event.eta()));
        } else if (event.purchasedQuantity() == batch.purchased) {
            wrong.accept("Batch " + batch.reference + " has " + batch.purchased + " units already: nothing changes");
        }
    }

    private static String describe(int purchased, int shipped, int position, @Nullable Object eta) {
        return purchased + " units, " + shipped + " shipped, place " + position + ", ETA " + eta;
    }
}
