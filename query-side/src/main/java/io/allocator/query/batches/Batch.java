package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A batch and its figures, in units, to be read; {@link BatchProjection} writes them. */
@Entity
@Immutable
class Batch {

    @Id
    private String reference;
    private String sku;
    @SuppressWarnings("UnusedVariable") // batches are sorted by it
    private long added;
    private @Nullable LocalDate eta;
    private int purchased;
    private int allocated;
    private int shipped;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Batch() {}

    BatchView toView() {
        return view(reference, sku, eta, purchased, allocated, shipped);
    }

    static BatchView view(String reference, String sku, @Nullable LocalDate eta, int purchased, int allocated,
            int shipped) {
        return new BatchView(reference, sku, eta, purchased, allocated, shipped, purchased - allocated - shipped);
    }
}
