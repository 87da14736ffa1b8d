package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The batches, for views that show them as a part. */
@Component
public class Batches {

    private final BatchRepository batches;

    Batches(BatchRepository batches) {
        this.batches = batches;
    }

    /** One of them; empty when there is none of that reference. */
    public Optional<BatchView> find(String reference) {
        return batches.findById(reference).map(Batch::toView);
    }

    /** A SKU's batches, the warehouse first, then the earliest to arrive, then as they were added. */
    public List<BatchView> inPreferenceOrder(String sku) {
        return batches.findInPreferenceOrder(sku).stream().map(Batch::toView).toList();
    }
}
