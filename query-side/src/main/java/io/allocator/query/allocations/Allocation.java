package io.allocator.query.allocations;

import io.allocator.api.query.LineStatus;
import io.allocator.query.readmodel.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An accepted order line. */
@Entity
@SuppressWarnings("UnusedVariable") // most are read by queries only
class Allocation extends Row<UUID> {

    @Id
    private UUID id;
    private String orderId;
    private String sku;
    private String lineId;
    private int quantity;
    private long accepted;
    @Enumerated(EnumType.STRING)
    private LineStatus status;
    private @Nullable String batchReference;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Allocation() {}

    /** A line that is accepted; whether it waits is to be said by {@link #hold}. */
    Allocation(String orderId, String sku, String lineId, int quantity, long accepted) {
        this.id = LineKey.of(orderId, sku, lineId);
        this.orderId = orderId;
        this.sku = sku;
        this.lineId = lineId;
        this.quantity = quantity;
        this.accepted = accepted;
        this.status = LineStatus.BACKORDERED;
    }

    /** Puts it on a batch; {@code null} when it waits from now on. */
    Allocation hold(@Nullable String batch) {
        status = batch == null ? LineStatus.BACKORDERED : LineStatus.ALLOCATED;
        batchReference = batch;
        return this;
    }

    void ship() {
        status = LineStatus.SHIPPED;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
