package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import java.util.List;
import org.springframework.stereotype.Component;

/** The batches, for views that show them as a part. */
@Component
public class Batches {

    private final BatchRepository batches;

    Batches(BatchRepository batches) {
        this.batches = batches;
    }

    /** A SKU's batches, the warehouse first, then the earliest to arrive, then as they were added. */
    public List<BatchView> inPreferenceOrder(String sku) {
        return batches.findInPreferenceOrder(sku).stream().map(Batch::toView).toList();
    }
}
