package io.allocator.api.event;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Stock was added.
 *
 * @param sku what the batch holds
 * @param batchReference the batch's name, unique across all SKUs
 * @param purchasedQuantity units bought, at least 1
 * @param eta the day the shipment arrives; {@code null} when it is in the warehouse
 */
@Revision("1")
public record BatchAddedEvent(String sku, String batchReference, int purchasedQuantity, @Nullable LocalDate eta)
        implements ProductEvent {}
