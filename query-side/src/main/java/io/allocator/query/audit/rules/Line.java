package io.allocator.query.audit.rules;

import org.jspecify.annotations.Nullable;

/**
 * An open line.
 *
 * @param accepted the sequence number of the event that accepted it: its place in the accepted order
 * @param batch the batch that holds it; {@code null} when it waits
 */
record Line(String orderId, String lineId, int quantity, long accepted, @Nullable Batch batch) {

    Line on(@Nullable Batch other) {
        return new Line(orderId, lineId, quantity, accepted, other);
    }

    @Nullable
    String batchReference() {
        return batch == null ? null : batch.reference;
    }
}
