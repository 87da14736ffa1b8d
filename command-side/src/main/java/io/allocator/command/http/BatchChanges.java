package io.allocator.command.http;

import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.command.dispatch.ProductGateway;
import io.allocator.command.references.BatchReferences;
import org.springframework.stereotype.Component;

/**
 * Changes a batch that is named by its reference alone. Quantity and date are two decisions, the quantity first: it is
 * the one that can be refused, and then nothing has changed. Sent again after a crash in between, both are done.
 */
@Component
class BatchChanges {

    private final BatchReferences references;
    private final ProductGateway products;
    private final Answers answers;

    BatchChanges(BatchReferences references, ProductGateway products, Answers answers) {
        this.products = products;
        this.references = references;
        this.answers = answers;
    }

    Answer change(String reference, BatchChangeRequest change, String actor) {
        products.ensureAccepting();
        return references.skuOf(reference).map(sku -> change(sku, reference, change, actor))
                .orElseGet(() -> Answers.noSuchBatch(reference));
    }

    private Answer change(String sku, String reference, BatchChangeRequest change, String actor) {
        var qty = change.qty();
        if (qty == null) {
            return changeEta(sku, reference, change, actor);
        }
        var resized = answers.changeBatch(new ChangeBatchQuantityCommand(sku, reference, qty), reference, actor);
        if (!change.isEtaGiven() || !(resized.body() instanceof ChangedBatchAnswer earlier)) {
            return resized;
        }
        var dated = changeEta(sku, reference, change, actor);
        return dated.body() instanceof ChangedBatchAnswer later
                ? new Answer(dated.status(), later.after(earlier), dated.token())
                : dated;
    }

    private Answer changeEta(String sku, String reference, BatchChangeRequest change, String actor) {
        return answers.changeBatch(new ChangeBatchEtaCommand(sku, reference, change.eta()), reference, actor);
    }
}
