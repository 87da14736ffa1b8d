package io.allocator.api.event;

/** Why an order line was given up. */
public enum ReleaseReason {
    /** Somebody asked for it. */
    REQUESTED
}
