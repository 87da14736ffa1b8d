package io.allocator.api.command;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Goes on giving stock to lines that wait for it, where one commit was too small for all of them.
 *
 * @param sku what they wait for
 */
public record DrainCommand(@TargetAggregateIdentifier String sku) implements ProductCommand<DrainOutcome> {}
