package io.allocator.query.audit.rules;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line is in one state: accepted once while it is open, and never again after it was shipped; what moves, is given up or is
 * shipped is open, and was where the event says. A batch that gets a line is there, with the ETA that the event tells.
 */
final class LineRule implements Rule {

    @Override
    public String name() {
        return "line";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        switch (recorded.event()) {
            case LineAllocatedEvent e -> {
                checkNew(e.orderId(), e.lineId(), before, "accepted", wrong);
                checkTarget(e.batchReference(), e.batchEta(), before, wrong);
            }
            case LineBackorderedEvent e -> checkNew(e.orderId(), e.lineId(), before, "accepted", wrong);
            case ShortageStartedEvent e -> checkNew(e.orderId(), e.lineId(), before, "refused", wrong);
            case LineMovedEvent e -> {
                checkOpen(e.orderId(), e.lineId(), e.quantity(), e.fromBatch(), before, wrong);
                checkTarget(e.toBatch(), e.toBatchEta(), before, wrong);
                if (Objects.equals(e.fromBatch(), e.toBatch())) {
                    wrong.accept(describe(e.orderId(), e.lineId()) + " moves to where it is");
                }
            }
            case LineReleasedEvent e ->
                checkOpen(e.orderId(), e.lineId(), e.quantity(), e.batchReference(), before, wrong);
            case LineShippedEvent e ->
                checkOpen(e.orderId(), e.lineId(), e.quantity(), e.batchReference(), before, wrong);
            case BatchAddedEvent _,BatchEtaChangedEvent _,BatchQuantityChangedEvent _ -> {
            }
        }
    }

    private static void checkNew(String orderId, String lineId, Stock before, String what, Consumer<String> wrong) {
        if (before.line(orderId, lineId) != null) {
            wrong.accept(describe(orderId, lineId) + " is " + what + " and is open already");
        } else if (before.isShipped(orderId, lineId)) {
            wrong.accept(describe(orderId, lineId) + " is " + what + " and was shipped before");
        }
    }

    private static void checkOpen(String orderId, String lineId, int quantity, @Nullable String batch, Stock before,
            Consumer<String> wrong) {
        var line = before.line(orderId, lineId);
        if (line == null) {
            wrong.accept(describe(orderId, lineId) + (before.isShipped(orderId, lineId)
                    ? " was shipped before"
                    : " is not there"));
            return;
        }
        if (!Objects.equals(line.batchReference(), batch)) {
            wrong.accept(describe(orderId, lineId) + " is " + where(line.batchReference()) + ", not " + where(batch));
        }
        if (line.quantity() != quantity) {
            wrong.accept(describe(orderId, lineId) + " has a quantity of " + line.quantity() + ", not " + quantity);
        }
    }

    private static void checkTarget(@Nullable String reference, @Nullable LocalDate eta, Stock before,
            Consumer<String> wrong) {
        var batch = reference == null ? null : before.batch(reference);
        if (reference != null && batch == null) {
            wrong.accept("Batch " + reference + " gets a line and is not there");
        } else if (!Objects.equals(eta, batch == null ? null : batch.eta)) {
            wrong.accept("The ETA told, " + eta + ", is not that of the batch");
        }
    }

    private static String where(@Nullable String batch) {
        return batch == null ? "waiting" : "on batch " + batch;
    }

    static String describe(String orderId, String lineId) {
        return "Line " + lineId + " of order " + orderId;
    }
}
