package io.allocator.command.product.stock;

/**
 * Identifies an order line within its SKU.
 *
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 */
record LineId(String orderId, String lineId) {

    @Override
    public String toString() {
        return "line " + lineId + " of order " + orderId;
    }
}
