package io.allocator.command.product.stock;

import org.jspecify.annotations.Nullable;

/**
 * An open order line: accepted, and not shipped.
 *
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 * @param quantity units ordered
 * @param accepted its place in the accepted order of its SKU, from 0; it never changes
 * @param batch the batch that holds all of it; {@code null} while it waits
 */
record Line(String orderId, String lineId, int quantity, long accepted, @Nullable Batch batch) {

    /** Of nearly all lines; one string for all of them, since a node keeps hundreds of thousands. */
    private static final String USUAL_ID = "1";

    Line {
        if (lineId.equals(USUAL_ID)) {
            lineId = USUAL_ID;
        }
    }

    Line on(@Nullable Batch newBatch) {
        return new Line(orderId, lineId, quantity, accepted, newBatch);
    }

    /** Whether it is the line of this identity. */
    boolean is(String anOrderId, String aLineId) {
        return orderId.equals(anOrderId) && lineId.equals(aLineId);
    }

    boolean waits() {
        return batch == null;
    }

    @Override
    public String toString() {
        return "line " + lineId + " of order " + orderId;
    }
}
