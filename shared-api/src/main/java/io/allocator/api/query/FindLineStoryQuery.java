package io.allocator.api.query;

/**
 * Asks for all that became of one order line; answered by an optional {@link LineStoryView}, empty when no such line
 * was ever accepted or refused.
 *
 * @param orderId the customer's order
 * @param sku what is ordered
 * @param lineId tells lines of one order and SKU apart
 */
public record FindLineStoryQuery(String orderId, String sku, String lineId) {}
