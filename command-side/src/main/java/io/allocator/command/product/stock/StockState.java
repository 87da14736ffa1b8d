package io.allocator.command.product.stock;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Stock} as data: what a snapshot holds.
 *
 * @param batches in the order in which they were added
 * @param lines in the order in which they were accepted
 * @param shortage whether a line was refused since the supply last grew
 */
public record StockState(List<BatchState> batches, List<LineState> lines, boolean shortage) {

    /** A batch; what is allocated on it follows from the lines. */
    public record BatchState(String reference, int purchased, @Nullable LocalDate eta) {}

    /** A line and the reference of the batch that it holds. */
    public record LineState(String orderId, String lineId, int quantity, String batchReference) {}
}
