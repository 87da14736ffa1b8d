package io.allocator.query.allocations;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.FindAllocationsQuery;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class AllocationQueries {

    private final AllocationRepository lines;

    AllocationQueries(AllocationRepository lines) {
        this.lines = lines;
    }

    @QueryHandler
    @Transactional(readOnly = true)
    List<AllocationView> find(FindAllocationsQuery query) {
        return lines.findViewsOfOrder(query.orderId());
    }
}
