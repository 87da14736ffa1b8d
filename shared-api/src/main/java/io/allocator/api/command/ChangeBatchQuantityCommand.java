package io.allocator.api.command;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Sets a batch's purchased quantity. Lines that no longer fit are bumped, last accepted first, and placed anew.
 *
 * @param sku what the batch holds
 * @param reference the batch's name
 * @param quantity units purchased, at least 0
 */
public record ChangeBatchQuantityCommand(@TargetAggregateIdentifier String sku, String reference, int quantity)
        implements ProductCommand<ChangeBatchOutcome> {}
