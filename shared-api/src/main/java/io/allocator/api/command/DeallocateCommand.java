package io.allocator.api.command;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Gives an order line up, whether it holds stock or waits for it. What it held goes to the lines that wait.
 *
 * @param sku what was ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 */
public record DeallocateCommand(@TargetAggregateIdentifier String sku, String orderId, String lineId)
        implements ProductCommand<DeallocateOutcome> {}
