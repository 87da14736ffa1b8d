package io.allocator.api.event;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A batch turned out larger or smaller. Lines that no longer fit have moved by earlier events of the same decision.
 *
 * @param sku what the batch holds
 * @param batchReference the batch's name
 * @param previousQuantity units purchased, as known before
 * @param purchasedQuantity units purchased, as known now
 * @param shippedQuantity units gone already
 * @param eta the day it arrives; {@code null} when it is in the warehouse
 * @param position the batch's place in the order in which the SKU's batches were added, from 0
 */
@Revision("1")
public record BatchQuantityChangedEvent(String sku, String batchReference, int previousQuantity, int purchasedQuantity,
        int shippedQuantity, @Nullable LocalDate eta, int position) implements ProductEvent {}
