package io.allocator.api.event;

import org.axonframework.serialization.Revision;

/**
 * An order line was refused because no batch could take it: the first of an episode, which lasts until the SKU's
 * supply next grows. Later refusals of the episode are not recorded.
 *
 * @param sku what is short
 * @param orderId the order of the refused line
 * @param lineId the refused line's id within order and SKU
 * @param quantity units that the refused line asked for
 */
@Revision("1")
public record ShortageStartedEvent(String sku, String orderId, String lineId, int quantity) implements ProductEvent {}
