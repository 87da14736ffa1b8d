package io.allocator.api.command;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Sets the day a batch arrives. Its lines stay; only future preference changes.
 *
 * @param sku what the batch holds
 * @param reference the batch's name
 * @param eta the day the shipment arrives; {@code null} when it has arrived
 */
public record ChangeBatchEtaCommand(@TargetAggregateIdentifier String sku, String reference, @Nullable LocalDate eta)
        implements ProductCommand<ChangeBatchOutcome> {}
