package io.allocator.api.event;

import org.axonframework.serialization.Revision;

/**
 * An order line was accepted and waits, because no batch could take it.
 *
 * @param sku what is ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 * @param quantity units ordered
 */
@Revision("1")
public record LineBackorderedEvent(String sku, String orderId, String lineId, int quantity) implements ProductEvent {}
