package io.allocator.api.command;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Tells that an order line has left the warehouse.
 *
 * @param sku what was ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 */
public record ShipLineCommand(@TargetAggregateIdentifier String sku, String orderId, String lineId)
        implements ProductCommand<ShipLineOutcome> {}
