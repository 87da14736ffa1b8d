package io.allocator.query.batches;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.readmodel.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("batches")
class BatchProjection implements Projection {

    private final BatchRepository batches;

    BatchProjection(BatchRepository batches) {
        this.batches = batches;
    }

    @EventHandler
    @Override
    public void on(ProductEvent event, @SequenceNumber long sequenceNumber) {
        switch (event) {
            case BatchAddedEvent added -> batches.save(new Batch(added, sequenceNumber));
            case LineAllocatedEvent allocated -> batch(allocated.batchReference()).allocate(allocated.quantity());
            case ShortageStartedEvent _ -> {
            }
        }
    }

    private Batch batch(String reference) {
        return batches.findById(reference)
                .orElseThrow(() -> new IllegalStateException("No event has added batch " + reference));
    }
}
