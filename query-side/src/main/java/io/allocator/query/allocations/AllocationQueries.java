package io.allocator.query.allocations;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.FindAllocationsQuery;
import io.allocator.api.query.FindLinesQuery;
import io.allocator.api.query.LinesView;
import io.allocator.query.keeping.AnswerKind;
import io.allocator.query.keeping.KeptAnswers;
import io.allocator.query.keeping.KeptReads;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class AllocationQueries {

    private final KeptReads<List<AllocationView>> orders;
    private final Lines lines;

    AllocationQueries(OrderLines orders, Lines lines, KeptAnswers kept) {
        this.orders = kept.reads(AnswerKind.ORDER, orders::find, OrderLines::bytes);
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
