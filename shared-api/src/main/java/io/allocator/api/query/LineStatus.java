package io.allocator.api.query;

/** Where an accepted order line stands. */
public enum LineStatus {
    /** It holds its whole quantity on one batch. */
    ALLOCATED,
    /** It is accepted and waits for stock. */
    BACKORDERED,
    /** It is gone. */
    SHIPPED
}
