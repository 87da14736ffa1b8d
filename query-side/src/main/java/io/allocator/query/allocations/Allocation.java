package io.allocator.query.allocations;

import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.query.AllocationView;
import io.allocator.api.query.LineStatus;
import io.allocator.query.readmodel.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An accepted order line. */
@Entity
class Allocation extends Row<UUID> {

    @Id
    private UUID id;
    @SuppressWarnings("UnusedVariable") // lines are found by it
    private String orderId;
    private String sku;
    private String lineId;
    private int quantity;
    @Enumerated(EnumType.STRING)
    private LineStatus status;
    private @Nullable String batchReference;
    private @Nullable LocalDate batchEta;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Allocation() {}

    Allocation(LineAllocatedEvent event) {
        id = LineKey.of(event.orderId(), event.sku(), event.lineId());
        orderId = event.orderId();
        sku = event.sku();
        lineId = event.lineId();
        quantity = event.quantity();
        status = LineStatus.ALLOCATED;
        batchReference = event.batchReference();
        batchEta = event.batchEta();
    }

    @Override
    public UUID getId() {
        return id;
    }

    AllocationView toView() {
        return new AllocationView(sku, lineId, quantity, status, batchReference, batchEta);
    }
}
