package io.allocator.query.allocations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The order lines that wait for stock, for a view of their own. */
@Component
public class WaitingLines {

    private final AllocationRepository lines;

    WaitingLines(AllocationRepository lines) {
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
                ? lines.findWaiting(after, Limit.of(limit))
                : lines.findWaiting(sku, after, Limit.of(limit));
    }
}
