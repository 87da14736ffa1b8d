package io.allocator.query.allocations;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.FindAllocationsQuery;
import io.allocator.api.query.FindLinesQuery;
import io.allocator.api.query.LinesView;
import io.allocator.query.gathering.GatheredReads;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class AllocationQueries {

    private final GatheredReads<List<AllocationView>> orders;
    private final Lines lines;

    AllocationQueries(OrderLines orders, Lines lines) {
        this.orders = new GatheredReads<>(orders::find);
        this.lines = lines;
    }

    @QueryHandler
    List<AllocationView> find(FindAllocationsQuery query) {
        return orders.find(query.orderId()).orElse(List.of());
    }

    /** Asks for one more than the page holds: whether there is another page. A single statement needs no transaction. */
    @QueryHandler
    LinesView find(FindLinesQuery query) {
        var found = lines.after(query.sku(), query.open(), query.after(), query.limit() + 1);
        var page = found.subList(0, Math.min(found.size(), query.limit()));
        return new LinesView(page.stream().map(Lines.Placed::line).toList(),
                found.size() > page.size() ? page.getLast().accepted() : null);
    }
}
