package io.allocator.api.event;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An order line was given up. What it held is free.
 *
 * @param sku what was ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 * @param quantity units ordered
 * @param batchReference the batch it held; {@code null} when it waited
 * @param reason why
 */
@Revision("1")
public record LineReleasedEvent(String sku, String orderId, String lineId, int quantity,
        @Nullable String batchReference, ReleaseReason reason) implements ProductEvent {}
