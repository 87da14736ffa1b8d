package io.allocator.api.event;

/**
 * A fact about one product's stock. The family is sealed so that whoever folds events is told by the compiler of a
 * new one. The shape of each is pinned by an approved JSON file; a change of shape needs a new revision and an
 * upcaster.
 */
public sealed interface ProductEvent permits BatchAddedEvent, BatchEtaChangedEvent, BatchQuantityChangedEvent,
        LineAllocatedEvent, LineBackorderedEvent, LineMovedEvent, LineReleasedEvent, LineShippedEvent,
        ShortageStartedEvent {

    /** The SKU to which it happened. */
    String sku();
}
