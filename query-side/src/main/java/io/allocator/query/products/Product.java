package io.allocator.query.products;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;

/** A SKU and its figures, units and numbers of lines, to be read; {@link ProductProjection} writes them. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // most are read by the sums over all products only
class Product {

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

    long backordered() {
        return backordered;
    }
}
