package io.allocator.query.allocations;

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
import io.allocator.query.feed.EventFeed;
import io.allocator.query.readmodel.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("allocations")
class AllocationProjection implements Projection {

    private final AllocationRepository lines;
    private final BatchEtaRepository etas;

    AllocationProjection(AllocationRepository lines, BatchEtaRepository etas) {
        this.lines = lines;
        this.etas = etas;
    }

    @Override
    public void prepare(List<ProductEvent> events) {
        var ids = new HashSet<UUID>();
        var references = new HashSet<String>();
        for (var event : events) {
            switch (event) {
                case LineMovedEvent moved -> ids.add(key(moved));
                case LineReleasedEvent released -> ids.add(key(released));
                case LineShippedEvent shipped -> ids.add(key(shipped));
                case BatchEtaChangedEvent changed -> references.add(changed.batchReference());
                case BatchAddedEvent _,BatchQuantityChangedEvent _,LineAllocatedEvent _,LineBackorderedEvent _,ShortageStartedEvent _ ->
                    {
                    }
            }
        }
        if (!ids.isEmpty()) {
            var _ = lines.findByIdIn(ids);
        }
        if (!references.isEmpty()) {
            var _ = etas.findByReferenceIn(references);
        }
    }

    /** The index is not marked as required: Axon would pass over an event without it, where this fails. */
    @EventHandler
    void on(ProductEvent event, @MetaDataValue(EventFeed.GLOBAL_INDEX) Long globalIndex) {
        switch (event) {
            case BatchAddedEvent added -> etas.save(new BatchEta(added.batchReference(), added.eta()));
            case BatchEtaChangedEvent changed -> eta(changed.batchReference()).setEta(changed.eta());
            case LineAllocatedEvent allocated -> lines.save(new Allocation(allocated.orderId(), allocated.sku(),
                    allocated.lineId(), allocated.quantity(), globalIndex).hold(allocated.batchReference()));
            case LineBackorderedEvent backordered -> lines.save(new Allocation(backordered.orderId(),
                    backordered.sku(), backordered.lineId(), backordered.quantity(), globalIndex));
            case LineMovedEvent moved -> line(key(moved)).hold(moved.toBatch());
            case LineReleasedEvent released -> lines.delete(line(key(released)));
            case LineShippedEvent shipped -> line(key(shipped)).ship();
            // a line that is refused is not accepted: no order has it
            case BatchQuantityChangedEvent _,ShortageStartedEvent _ -> {
            }
        }
    }

    private Allocation line(UUID id) {
        return lines.findById(id).orElseThrow(() -> new IllegalStateException("No event has accepted line " + id));
    }

    private BatchEta eta(String reference) {
        return etas.findById(reference)
                .orElseThrow(() -> new IllegalStateException("No event has added batch " + reference));
    }

    private static UUID key(LineMovedEvent event) {
        return LineKey.of(event.orderId(), event.sku(), event.lineId());
    }

    private static UUID key(LineReleasedEvent event) {
        return LineKey.of(event.orderId(), event.sku(), event.lineId());
    }

    private static UUID key(LineShippedEvent event) {
        return LineKey.of(event.orderId(), event.sku(), event.lineId());
    }
}
