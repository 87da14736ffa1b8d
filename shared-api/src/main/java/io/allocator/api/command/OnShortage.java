package io.allocator.api.command;

/** What becomes of an order line that no batch can take. */
public enum OnShortage {
    /** It is refused: nothing is accepted. */
    REJECT,
    /** It is accepted, and waits for stock. */
    BACKORDER
}
