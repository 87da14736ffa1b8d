package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindBatchQuery;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class BatchQueries {

    private final BatchRepository batches;

    BatchQueries(BatchRepository batches) {
        this.batches = batches;
    }

    @QueryHandler
    @Transactional(readOnly = true)
    Optional<BatchView> find(FindBatchQuery query) {
        return batches.findById(query.reference()).map(Batch::toView);
    }
}
