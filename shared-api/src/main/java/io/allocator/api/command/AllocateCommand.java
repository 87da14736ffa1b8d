package io.allocator.api.command;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks stock for an order line, all of it on one batch. The line is identified by order, SKU and line id.
 *
 * @param sku what is ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart, {@code "1"} where there is only one
 * @param quantity units ordered, at least 1
 * @param onShortage what to do when no batch can take the line
 */
public record AllocateCommand(@TargetAggregateIdentifier String sku, String orderId, String lineId, int quantity,
        OnShortage onShortage) implements ProductCommand<AllocateOutcome> {}
