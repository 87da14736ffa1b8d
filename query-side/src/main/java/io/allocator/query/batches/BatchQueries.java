package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindBatchQuery;
import io.allocator.query.keeping.AnswerKind;
import io.allocator.query.keeping.Bytes;
import io.allocator.query.keeping.KeptAnswers;
import io.allocator.query.keeping.KeptReads;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class BatchQueries {

    private final KeptReads<BatchView> batches;

    BatchQueries(Batches batches, KeptAnswers kept) {
        this.batches = kept.reads(AnswerKind.BATCH, batches::find, _ -> Bytes.ANSWER);
    }

    @QueryHandler
    Optional<BatchView> find(FindBatchQuery query) {
        return batches.find(query.reference());
    }
}
