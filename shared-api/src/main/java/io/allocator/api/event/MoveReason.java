package io.allocator.api.event;

/** Why an order line changed its batch. */
public enum MoveReason {
    /** Its batch was made smaller, and it no longer fit. */
    BATCH_QUANTITY_REDUCED,
    /** It waited, and there is stock for it now. */
    STOCK_BECAME_AVAILABLE
}
