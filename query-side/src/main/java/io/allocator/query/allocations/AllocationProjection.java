package io.allocator.query.allocations;

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
@ProcessingGroup("allocations")
class AllocationProjection implements Projection {

    private final AllocationRepository lines;

    AllocationProjection(AllocationRepository lines) {
        this.lines = lines;
    }

    @EventHandler
    @Override
    public void on(ProductEvent event, @SequenceNumber long sequenceNumber) {
        switch (event) {
            case LineAllocatedEvent allocated -> lines.save(new Allocation(allocated));
            // a line that is refused is not accepted: no order has it
            case BatchAddedEvent _,ShortageStartedEvent _ -> {
            }
        }
    }
}
