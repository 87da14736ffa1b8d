package io.allocator.query.allocations;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.api.query.LineStatus;
import io.allocator.query.feed.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of an order line, and of its row, by some events in a row. */
final class LineChange {

    private final UUID id;
    /** Whether there was a row before these events; null as long as none of them tells. */
    private @Nullable Boolean stored;
    private @Nullable Accepted accepted;
    private @Nullable LineStatus status;
    private @Nullable String batch;
    private boolean expected;

    private LineChange(UUID id) {
        this.id = id;
    }

    /** Adds what an event changes, if it concerns an accepted line. */
    static void fold(Map<UUID, LineChange> lines, RecordedEvent recorded) {
        switch (recorded.event()) {
            case LineAllocatedEvent event -> of(lines, event.orderId(), event.sku(), event.lineId())
                    .accept(event.orderId(), event.sku(), event.lineId(), event.quantity(), recorded)
                    .hold(event.batchReference(), event.batchEta());
            case LineBackorderedEvent event -> of(lines, event.orderId(), event.sku(), event.lineId())
                    .accept(event.orderId(), event.sku(), event.lineId(), event.quantity(), recorded).hold(null, null);
            case LineMovedEvent event ->
                of(lines, event.orderId(), event.sku(), event.lineId()).goOn().hold(event.toBatch(),
                        event.toBatchEta());
            case LineReleasedEvent event -> of(lines, event.orderId(), event.sku(), event.lineId()).goOn().release();
            case LineShippedEvent event ->
                of(lines, event.orderId(), event.sku(), event.lineId()).goOn().ship(event.batchReference());
            // a line that is refused is not accepted: no order has it
            case BatchAddedEvent _,BatchEtaChangedEvent _,BatchQuantityChangedEvent _,ShortageStartedEvent _ -> {
            }
        }
    }

    private static LineChange of(Map<UUID, LineChange> lines, String orderId, String sku, String lineId) {
        return lines.computeIfAbsent(LineKey.of(orderId, sku, lineId), LineChange::new);
    }

    private LineChange accept(String orderId, String sku, String lineId, int quantity, RecordedEvent recorded) {
        if (stored == null) {
            stored = false;
        }
        accepted = new Accepted(this, orderId, sku, lineId, quantity, recorded.globalIndex(), recorded.time());
        return this;
    }

    /** An event about a line that was accepted before; where these events do not say so, there is a row. */
    private LineChange goOn() {
        if (stored == null) {
            stored = true;
        }
        return this;
    }

    private void hold(@Nullable String reference, @Nullable LocalDate eta) {
        status = reference == null ? LineStatus.BACKORDERED : LineStatus.ALLOCATED;
        batch = reference;
        expected = eta != null;
    }

    private void ship(String reference) {
        status = LineStatus.SHIPPED;
        batch = reference;
        expected = false;
    }

    private void release() {
        status = null;
        accepted = null;
    }

    /** Whether the row that was there has to go; another may take its place. */
    boolean isDelete() {
        return Boolean.TRUE.equals(stored) && (status == null || accepted != null);
    }

    boolean isUpdate() {
        return Boolean.TRUE.equals(stored) && status != null && accepted == null;
    }

    /** The row that is to come, if any. */
    Optional<Accepted> toInsert() {
        return Optional.ofNullable(accepted);
    }

    UUID id() {
        return id;
    }

    @Nullable
    LineStatus status() {
        return status;
    }

    @Nullable
    String batch() {
        return batch;
    }

    /** Whether its batch had a day to come when the line came to it. */
    boolean isExpected() {
        return expected;
    }

    @Override
    public String toString() {
        return "line " + id;
    }

    /**
     * A line as it was accepted; where it stands now, its change knows.
     *
     * @param globalIndex its place in the accepted order
     */
    record Accepted(LineChange change, String orderId, String sku, String lineId, int quantity, long globalIndex,
            Instant at) {}
}
