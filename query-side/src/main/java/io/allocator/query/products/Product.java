package io.allocator.query.products;

import io.allocator.query.readmodel.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A SKU and its figures: units, and numbers of lines. */
@Entity
@SuppressWarnings("UnusedVariable") // most are read by the sums over all products only
class Product extends Row<String> {

    @Id
    private String sku;
    private int batches;
    private long purchased;
    private long allocated;
    private long backordered;
    private long shipped;
    private long linesAllocated;
    private long linesBackordered;
    private long linesShipped;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Product() {}

    Product(String sku) {
        this.sku = sku;
    }

    void addBatch(int quantity) {
        batches++;
        purchased += quantity;
    }

    void changePurchased(long units) {
        purchased += units;
    }

    /** A line is there, on a batch; {@code null} when it waits. */
    void place(@Nullable String batch, int quantity) {
        count(batch, 1, quantity);
    }

    /** A line is there no longer, where it was by {@link #place}. */
    void remove(@Nullable String batch, int quantity) {
        count(batch, -1, -quantity);
    }

    private void count(@Nullable String batch, int lines, int units) {
        if (batch == null) {
            linesBackordered += lines;
            backordered += units;
        } else {
            linesAllocated += lines;
            allocated += units;
        }
    }

    void ship(String batch, int quantity) {
        remove(batch, quantity);
        linesShipped++;
        shipped += quantity;
    }

    @Override
    public String getId() {
        return sku;
    }

    long backordered() {
        return backordered;
    }
}
