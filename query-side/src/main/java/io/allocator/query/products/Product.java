package io.allocator.query.products;

import io.allocator.query.readmodel.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

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

    void allocate(int quantity) {
        linesAllocated++;
        allocated += quantity;
    }

    @Override
    public String getId() {
        return sku;
    }

    long backordered() {
        return backordered;
    }
}
