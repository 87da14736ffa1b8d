package io.allocator.command.product.stock;

import io.allocator.api.command.BatchStatus;
import java.util.Optional;

/**
 * What is over for a SKU and no longer kept in its {@link Stock}: shipped lines, and batches of which nothing is left.
 * Asked only when a command names one that is not among the open ones.
 */
public interface PastStock {

    /** A line that was shipped. */
    record ShippedLine(int quantity, String batchReference) {}

    /** A batch of which nothing is left, and its place in the order in which the SKU's batches were added. */
    record SpentBatch(BatchStatus status, int position) {}

    /** The shipped line of this identity, if there is one. */
    Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId);

    /** The spent batch of this reference, if there is one. */
    Optional<SpentBatch> spentBatch(String sku, String reference);
}
