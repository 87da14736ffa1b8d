package io.allocator.command.product;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.allocator.command.eventstore.SnapshotData;
import io.allocator.command.product.stock.StockState;

/**
 * A {@link Product} as data: what its snapshot holds.
 *
 * @param sku which product
 * @param stock what it has
 */
record ProductState(String sku, StockState stock) implements SnapshotData {

    /** Some 100 kB of JSON. */
    private static final int LONG = 1_000;

    @Override
    public Class<?> aggregate() {
        return Product.class;
    }

    @Override
    @JsonIgnore
    public boolean isLong() {
        return stock.lines().size() + stock.batches().size() > LONG;
    }
}
