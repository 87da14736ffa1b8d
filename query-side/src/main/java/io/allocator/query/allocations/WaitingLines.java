package io.allocator.query.allocations;

import io.allocator.api.query.AttentionView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The order lines that wait for stock, for views that show them. */
@Component
public class WaitingLines {

    private final AllocationRepository waiting;
    private final Lines lines;

    WaitingLines(AllocationRepository waiting, Lines lines) {
        this.waiting = waiting;
        this.lines = lines;
    }

    /**
     * Some of them in accepted order.
     *
     * @param sku of this SKU only; {@code null} for all
     * @param after the place in the accepted order behind which to begin
     * @param limit the most lines
     */
    public List<WaitingLine> after(@Nullable String sku, long after, int limit) {
        return sku == null
                ? waiting.findWaiting(after, Limit.of(limit))
                : waiting.findWaiting(sku, after, Limit.of(limit));
    }

    /**
     * Those that have waited longest.
     *
     * @param limit the most lines
     */
    public List<AttentionView.Waiting> longest(int limit) {
        return lines.longestWaiting(limit);
    }
}
