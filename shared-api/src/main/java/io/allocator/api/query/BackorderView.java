package io.allocator.api.query;

/**
 * An order line that waits for stock.
 *
 * @param orderid the customer's order
 * @param sku what is ordered
 * @param lineid tells lines of one order and SKU apart
 * @param qty units ordered
 */
public record BackorderView(String orderid, String sku, String lineid, int qty) {}
