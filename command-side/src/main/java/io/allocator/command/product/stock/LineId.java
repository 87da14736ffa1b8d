package io.allocator.command.product.stock;

/**
 * Identifies an order line within its SKU.
 *
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 */
record LineId(String orderId, String lineId) {

    /** Of nearly all lines; one string for all of them, since a node keeps hundreds of thousands. */
    private static final String USUAL = "1";

    LineId {
        if (lineId.equals(USUAL)) {
            lineId = USUAL;
        }
    }

    @Override
    public String toString() {
        return "line " + lineId + " of order " + orderId;
    }
}
