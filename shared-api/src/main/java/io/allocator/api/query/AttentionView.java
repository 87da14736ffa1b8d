package io.allocator.api.query;

import java.time.Instant;
import java.util.List;

/**
 * What a planner should look at, the first few of each kind.
 *
 * @param outOfStock products of which nothing is available, the most backordered first
 * @param late shipments whose day is past, the longest overdue first
 * @param waiting the lines that have waited longest
 */
public record AttentionView(List<ProductSummaryView> outOfStock, List<BatchView> late, List<Waiting> waiting) {

    /**
     * A line that waits for stock.
     *
     * @param line the line
     * @param since when it was accepted
     */
    public record Waiting(BackorderView line, Instant since) {}
}
