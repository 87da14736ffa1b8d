package io.allocator.query.history;

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
import io.allocator.query.feed.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table history, whose columns its components are.
 *
 * @param sku to what it happened
 * @param n its place among all that happened to the SKU
 * @param globalIndex which entry of the log it is
 * @param at when it was decided
 * @param type the event's name without "Event"
 * @param actor who asked for it
 * @param what its particulars
 */
record HistoryRow(String sku, long n, long globalIndex, Instant at, String type, @Nullable String actor,
        Particulars what) {

    /**
     * What an event tells. Which are given depends on its type.
     *
     * @param orderId the order of the line
     * @param lineId the line's id within order and SKU
     * @param quantity units: of the line, or purchased of the batch
     * @param previousQuantity units purchased of the batch before
     * @param batchReference the batch, or that which the line came to or held
     * @param fromBatch the batch which a line left
     * @param eta the day the batch arrives
     * @param previousEta the day as known before
     * @param reason why a line moved or was given up
     */
    record Particulars(@Nullable String orderId, @Nullable String lineId, @Nullable Integer quantity,
            @Nullable Integer previousQuantity, @Nullable String batchReference, @Nullable String fromBatch,
            @Nullable LocalDate eta, @Nullable LocalDate previousEta, @Nullable String reason) {}

    static HistoryRow of(RecordedEvent recorded) {
        var event = recorded.event();
        return new HistoryRow(event.sku(), recorded.sequenceNumber(), recorded.globalIndex(), recorded.time(),
                EntryTypes.of(event.getClass()), recorded.actor(), particulars(event));
    }

    private static Particulars particulars(ProductEvent event) {
        return switch (event) {
            case BatchAddedEvent e -> new Particulars(null, null, e.purchasedQuantity(), null, e.batchReference(), null,
                    e.eta(), null, null);
            case BatchEtaChangedEvent e ->
                new Particulars(null, null, null, null, e.batchReference(), null, e.eta(), e.previousEta(), null);
            case BatchQuantityChangedEvent e -> new Particulars(null, null, e.purchasedQuantity(),
                    e.previousQuantity(), e.batchReference(), null, e.eta(), null, null);
            case LineAllocatedEvent e -> new Particulars(e.orderId(), e.lineId(), e.quantity(), null,
                    e.batchReference(), null, e.batchEta(), null, null);
            case LineBackorderedEvent e -> line(e.orderId(), e.lineId(), e.quantity(), null, null);
            case LineMovedEvent e -> new Particulars(e.orderId(), e.lineId(), e.quantity(), null, e.toBatch(),
                    e.fromBatch(), e.toBatchEta(), null, e.reason().name());
            case LineReleasedEvent e ->
                line(e.orderId(), e.lineId(), e.quantity(), e.batchReference(), e.reason().name());
            case LineShippedEvent e -> line(e.orderId(), e.lineId(), e.quantity(), e.batchReference(), null);
            case ShortageStartedEvent e -> line(e.orderId(), e.lineId(), e.quantity(), null, null);
        };
    }

    private static Particulars line(String orderId, String lineId, int quantity, @Nullable String batch,
            @Nullable String reason) {
        return new Particulars(orderId, lineId, quantity, null, batch, null, null, null, reason);
    }

    static HistoryRow read(ResultSet row, int number) throws SQLException {
        var what = new Particulars(row.getString("order_id"), row.getString("line_id"),
                row.getObject("quantity", Integer.class), row.getObject("previous_quantity", Integer.class),
                row.getString("batch_reference"), row.getString("from_batch"),
                row.getObject("eta", LocalDate.class), row.getObject("previous_eta", LocalDate.class),
                row.getString("reason"));
        return new HistoryRow(row.getString("sku"), row.getLong("n"), row.getLong("global_index"),
                row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("type"), row.getString("actor"),
                what);
    }
}
