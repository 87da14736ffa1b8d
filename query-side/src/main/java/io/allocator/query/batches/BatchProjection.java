package io.allocator.query.batches;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.readmodel.Projection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Override
    public void prepare(List<ProductEvent> events) {
        var references = events.stream().flatMap(BatchProjection::batchesChangedBy)
                .collect(Collectors.toSet());
        if (!references.isEmpty()) {
            var _ = batches.findByReferenceIn(references);
        }
    }

    private static Stream<String> batchesChangedBy(ProductEvent event) {
        return switch (event) {
            case BatchEtaChangedEvent changed -> Stream.of(changed.batchReference());
            case BatchQuantityChangedEvent changed -> Stream.of(changed.batchReference());
            case LineAllocatedEvent allocated -> Stream.of(allocated.batchReference());
            case LineMovedEvent moved -> Stream.concat(Stream.ofNullable(moved.fromBatch()),
                    Stream.ofNullable(moved.toBatch()));
            case LineReleasedEvent released -> Stream.ofNullable(released.batchReference());
            case LineShippedEvent shipped -> Stream.of(shipped.batchReference());
            case BatchAddedEvent _,LineBackorderedEvent _,ShortageStartedEvent _ -> Stream.empty();
        };
    }

    @EventHandler
    void on(ProductEvent event, @SequenceNumber long sequenceNumber) {
        switch (event) {
            case BatchAddedEvent added -> batches.save(new Batch(added, sequenceNumber));
            case BatchEtaChangedEvent changed -> batch(changed.batchReference()).setEta(changed.eta());
            case BatchQuantityChangedEvent changed -> batch(changed.batchReference())
                    .setPurchased(changed.purchasedQuantity());
            case LineAllocatedEvent allocated -> batch(allocated.batchReference()).allocate(allocated.quantity());
            case LineMovedEvent moved -> {
                if (moved.fromBatch() != null) {
                    batch(moved.fromBatch()).release(moved.quantity());
                }
                if (moved.toBatch() != null) {
                    batch(moved.toBatch()).allocate(moved.quantity());
                }
            }
            case LineReleasedEvent released -> {
                if (released.batchReference() != null) {
                    batch(released.batchReference()).release(released.quantity());
                }
            }
            case LineShippedEvent shipped -> batch(shipped.batchReference()).ship(shipped.quantity());
            case LineBackorderedEvent _,ShortageStartedEvent _ -> {
            }
        }
    }

    private Batch batch(String reference) {
        return batches.findById(reference)
                .orElseThrow(() -> new IllegalStateException("No event has added batch " + reference));
    }
}
