package io.allocator.query.feed;

import org.axonframework.eventhandling.GapAwareTrackingToken;

/**
 * An event, and how far a reader of the log is with it.
 *
 * @param event what the log says
 * @param position all that the reader has seen; where it has filled a gap, that is more than the entries up to it
 */
public record FeedEntry(FeedEvent event, GapAwareTrackingToken position) {}
