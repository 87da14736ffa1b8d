package io.allocator.query.overview;

import io.allocator.api.query.GetOverviewQuery;
import io.allocator.api.query.OverviewView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Overview")
class OverviewController {

    private final QueryGateway queries;

    OverviewController(QueryGateway queries) {
        this.queries = queries;
    }

    @Operation(summary = "Totals over all products: units, and lines by status")
    @GetMapping("/overview")
    OverviewView overview() {
        return queries.query(new GetOverviewQuery(), ResponseTypes.instanceOf(OverviewView.class)).join();
    }
}
