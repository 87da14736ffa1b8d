package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
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

    /**
     * Shipments whose day is past and that have something to bring, the longest overdue first.
     *
     * @param today the first day that is not past
     * @param limit the most batches
     */
    public List<BatchView> late(LocalDate today, int limit) {
        return batches.findLate(today, Limit.of(limit)).stream().map(Batch::toView).toList();
    }
}
