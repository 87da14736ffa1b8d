package io.allocator.api.command;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Adds stock that was bought together. The first batch of a SKU makes the SKU known.
 *
 * @param sku what the batch holds
 * @param reference the batch's name, unique across all SKUs
 * @param quantity units purchased, at least 1
 * @param eta the day the shipment arrives; {@code null} when it is in the warehouse
 */
public record AddBatchCommand(@TargetAggregateIdentifier String sku, String reference, int quantity,
        @Nullable LocalDate eta) implements ProductCommand<AddBatchOutcome> {}
