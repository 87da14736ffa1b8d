package io.allocator.query.feed;

import org.axonframework.eventhandling.GapAwareTrackingToken;

/** An event, and how far a reader of the log is with it. */
public final class FeedEntry {

    private final FeedEvent event;
    private final Steps steps;
    private final int taken;

    FeedEntry(FeedEvent event, Steps steps, int taken) {
        this.event = event;
        this.steps = steps;
        this.taken = taken;
    }

    /** What the log says. */
    public FeedEvent event() {
        return event;
    }

    /**
     * All that the reader has seen; where it has filled a gap, that is more than the entries up to it. Worked out when it is
     * asked for: there may be many gaps.
     */
    public GapAwareTrackingToken position() {
        return steps.token(taken);
    }
}
