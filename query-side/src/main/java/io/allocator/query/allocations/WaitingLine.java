package io.allocator.query.allocations;

/**
 * An order line that waits for stock.
 *
 * @param orderId the customer's order
 * @param sku what is ordered
 * @param lineId tells lines of one order and SKU apart
 * @param quantity units ordered
 * @param accepted its place in the accepted order, over all SKUs
 */
public record WaitingLine(String orderId, String sku, String lineId, int quantity, long accepted) {}
