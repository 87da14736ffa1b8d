package io.allocator.api.event;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An order line was accepted and holds its whole quantity on one batch.
 *
 * @param sku what is ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 * @param quantity units ordered
 * @param batchReference the batch that it holds
 * @param batchEta the day that batch arrives, as known then; {@code null} when it is in the warehouse
 */
@Revision("1")
public record LineAllocatedEvent(String sku, String orderId, String lineId, int quantity, String batchReference,
        @Nullable LocalDate batchEta) implements ProductEvent {}
