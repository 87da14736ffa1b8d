package io.allocator.command.product.stock;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Stock} as data: what a snapshot holds. It grows with open lines and live batches, not with history.
 *
 * @param batches the batches of which something is left, in the order in which they were added
 * @param lines the open lines, in accepted order
 * @param batchesAdded batches ever added
 * @param linesAccepted lines ever accepted
 * @param linesShipped lines ever shipped
 * @param shortage whether a line was refused since the supply last grew
 */
public record StockState(List<BatchState> batches, List<LineState> lines, int batchesAdded, long linesAccepted,
        long linesShipped, boolean shortage) {

    /** A batch; what is allocated on it follows from the lines. */
    public record BatchState(String reference, int position, int purchased, int shipped, @Nullable LocalDate eta) {}

    /** A line, its place in the accepted order, and the batch that holds it. */
    public record LineState(String orderId, String lineId, int quantity, long accepted,
            @Nullable String batchReference) {}
}
