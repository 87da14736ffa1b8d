package io.allocator.command.product.stock;

import io.allocator.api.command.BatchStatus;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Stock of one SKU bought together, and how much of it is promised. */
final class Batch {

    /** Warehouse before shipments, then the earlier ETA, then the order in which they were added. */
    static final Comparator<Batch> PREFERENCE = Comparator
            .<Batch, LocalDate>comparing(batch -> batch.eta, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(batch -> batch.position);

    private final String reference;
    private final int position;
    private final int purchased;
    private final @Nullable LocalDate eta;
    private int allocated;

    /** A batch without lines; {@code position} counts the SKU's batches in the order in which they were added. */
    Batch(String reference, int position, int purchased, @Nullable LocalDate eta) {
        this.reference = reference;
        this.position = position;
        this.purchased = purchased;
        this.eta = eta;
    }

    String reference() {
        return reference;
    }

    int position() {
        return position;
    }

    int purchased() {
        return purchased;
    }

    @Nullable
    LocalDate eta() {
        return eta;
    }

    int available() {
        return purchased - allocated;
    }

    boolean canTake(int quantity) {
        return available() >= quantity;
    }

    void take(int quantity) {
        if (!canTake(quantity)) {
            throw new IllegalStateException("Batch " + reference + " has " + available() + " units available, not "
                    + quantity + ": the events contradict the rules");
        }
        allocated += quantity;
    }

    BatchStatus status(String sku) {
        return new BatchStatus(reference, sku, eta, purchased, allocated, 0);
    }
}
