package io.allocator.query.backorders;

import io.allocator.api.query.BackorderView;
import io.allocator.api.query.BackordersView;
import io.allocator.api.query.FindBackordersQuery;
import io.allocator.query.allocations.WaitingLine;
import io.allocator.query.allocations.WaitingLines;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class BackorderQueries {

    private final WaitingLines waiting;

    BackorderQueries(WaitingLines waiting) {
        this.waiting = waiting;
    }

    /** Asks for one more than the page holds: whether there is another page. */
    @QueryHandler
    @Transactional(readOnly = true)
    BackordersView find(FindBackordersQuery query) {
        var lines = waiting.after(query.sku(), query.after(), query.limit() + 1);
        var page = lines.subList(0, Math.min(lines.size(), query.limit()));
        return new BackordersView(page.stream().map(BackorderQueries::toView).toList(),
                lines.size() > page.size() ? page.getLast().accepted() : null);
    }

    private static BackorderView toView(WaitingLine line) {
        return new BackorderView(line.orderId(), line.sku(), line.lineId(), line.quantity());
    }
}
