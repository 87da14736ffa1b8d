package io.allocator.query.allocations;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.FindAllocationsQuery;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Allocations")
class AllocationController {

    private final QueryGateway queries;

    AllocationController(QueryGateway queries) {
        this.queries = queries;
    }

    @Operation(summary = "The lines of an order, by SKU and line id; 404 when it has none")
    @GetMapping("/allocations/{orderid}")
    List<AllocationView> allocations(@PathVariable @Identifier String orderid) {
        var lines = queries.query(new FindAllocationsQuery(orderid),
                ResponseTypes.multipleInstancesOf(AllocationView.class)).join();
        if (lines.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "Order " + orderid + " has no lines"));
        }
        return lines;
    }
}
