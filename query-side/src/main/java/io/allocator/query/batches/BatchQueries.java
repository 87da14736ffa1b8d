package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindBatchQuery;
import io.allocator.query.gathering.GatheredReads;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class BatchQueries {

    private final GatheredReads<BatchView> batches;

    BatchQueries(Batches batches) {
        this.batches = new GatheredReads<>(batches::find);
    }

    @QueryHandler
    Optional<BatchView> find(FindBatchQuery query) {
        return batches.find(query.reference());
    }
}
