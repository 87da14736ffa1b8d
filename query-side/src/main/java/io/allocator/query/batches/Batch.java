package io.allocator.query.batches;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.query.BatchView;
import io.allocator.query.readmodel.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A batch and its figures, in units. */
@Entity
class Batch extends Row<String> {

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

    Batch(BatchAddedEvent event, long added) {
        this.reference = event.batchReference();
        this.sku = event.sku();
        this.added = added;
        this.eta = event.eta();
        this.purchased = event.purchasedQuantity();
    }

    void allocate(int quantity) {
        allocated += quantity;
    }

    void release(int quantity) {
        allocated -= quantity;
    }

    void ship(int quantity) {
        allocated -= quantity;
        shipped += quantity;
    }

    void setPurchased(int quantity) {
        purchased = quantity;
    }

    void setEta(@Nullable LocalDate eta) {
        this.eta = eta;
    }

    @Override
    public String getId() {
        return reference;
    }

    BatchView toView() {
        return new BatchView(reference, sku, eta, purchased, allocated, shipped, purchased - allocated - shipped);
    }
}
