package io.allocator.command.product.stock;

import org.jspecify.annotations.Nullable;

/**
 * An open order line: accepted, and not shipped.
 *
 * @param id its identity within the SKU
 * @param quantity units ordered
 * @param accepted its place in the accepted order of its SKU, from 0; it never changes
 * @param batch the batch that holds all of it; {@code null} while it waits
 */
record Line(LineId id, int quantity, long accepted, @Nullable Batch batch) {

    Line on(@Nullable Batch newBatch) {
        return new Line(id, quantity, accepted, newBatch);
    }

    boolean waits() {
        return batch == null;
    }
}
