package io.allocator.api.event;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An accepted order line changed its batch, or began or ended to wait.
 *
 * @param sku what is ordered
 * @param orderId the customer's order
 * @param lineId tells lines of one order and SKU apart
 * @param quantity units ordered
 * @param fromBatch the batch it held; {@code null} when it waited
 * @param toBatch the batch it holds from now on; {@code null} when it waits
 * @param toBatchEta the day that batch arrives, as known then; {@code null} when in the warehouse, or there is none
 * @param reason why it moved
 */
@Revision("1")
public record LineMovedEvent(String sku, String orderId, String lineId, int quantity, @Nullable String fromBatch,
        @Nullable String toBatch, @Nullable LocalDate toBatchEta, MoveReason reason) implements ProductEvent {}
