package io.allocator.api.query;

/** The figure by which products are listed; those that are alike in it by SKU. */
public enum ProductSort {
    /** The SKU itself. */
    SKU,
    /** Purchased units. */
    QTY,
    /** Units promised to lines and not yet shipped. */
    ALLOCATED,
    /** Units promised to lines that wait for stock. */
    BACKORDERED,
    /** Units gone. */
    SHIPPED,
    /** Units that further lines can have. */
    AVAILABLE,
    /** The number of batches ever added. */
    BATCHES
}
