package io.allocator.api.event;

import org.axonframework.serialization.Revision;

/**
 * An order line left the warehouse.
 *
 * @param sku what was ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 * @param quantity units that left
 * @param batchReference the batch they were taken from
 */
@Revision("1")
public record LineShippedEvent(String sku, String orderId, String lineId, int quantity, String batchReference)
        implements ProductEvent {}
