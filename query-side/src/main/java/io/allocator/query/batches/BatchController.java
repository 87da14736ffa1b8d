package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindBatchQuery;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Batches")
class BatchController {

    private final QueryGateway queries;

    BatchController(QueryGateway queries) {
        this.queries = queries;
    }

    @Operation(summary = "A batch and its figures, in units; 404 when there is none of that reference")
    @GetMapping("/batches/{ref}")
    BatchView batch(@PathVariable @Identifier String ref) {
        return queries.query(new FindBatchQuery(ref), ResponseTypes.optionalInstanceOf(BatchView.class)).join()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "There is no batch " + ref)));
    }
}
