package io.allocator.query.allocations;

import io.allocator.api.query.LineStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An accepted order line, to be read; {@link AllocationProjection} writes them. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // most are read by queries only
class Allocation {

    @Id
    private UUID id;
    private String orderId;
    private String sku;
    private String lineId;
    private int quantity;
    private long accepted;
    private Instant acceptedAt;
    @Enumerated(EnumType.STRING)
    private LineStatus status;
    private @Nullable String batchReference;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Allocation() {}
}
