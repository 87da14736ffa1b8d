package io.allocator.api.event;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A shipment is expected on another day, or has arrived.
 *
 * @param sku what the batch holds
 * @param batchReference the batch's name
 * @param previousEta the day as known before; {@code null} when it was in the warehouse
 * @param eta the day as known now; {@code null} when it has arrived
 */
@Revision("1")
public record BatchEtaChangedEvent(String sku, String batchReference, @Nullable LocalDate previousEta,
        @Nullable LocalDate eta) implements ProductEvent {}
