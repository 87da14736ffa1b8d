package io.allocator.query.operations;

import io.allocator.api.query.GetLagQuery;
import io.allocator.api.query.GetOperationsQuery;
import io.allocator.api.query.LagView;
import io.allocator.api.query.OperationsView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class OperationsController {

    private final QueryGateway queries;

    OperationsController(QueryGateway queries) {
        this.queries = queries;
    }

    /**
     * How the read side is.
     *
     * @param views how each view is kept, by name
     * @param lag how far each is behind the log, by name
     */
    record Operations(List<OperationsView.View> views, List<LagView.View> lag) {}

    @Operation(summary = "The views: their processors, how far each is behind, what is set aside, rebuilds under way")
    @GetMapping("/operations")
    Operations operations() {
        var views = queries.query(new GetOperationsQuery(), ResponseTypes.instanceOf(OperationsView.class)).join();
        var lag = queries.query(new GetLagQuery(), ResponseTypes.instanceOf(LagView.class)).join();
        return new Operations(views.views(), lag.views());
    }
}
