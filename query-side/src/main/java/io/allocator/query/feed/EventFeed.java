package io.allocator.query.feed;

import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The source of all events for the views. Its tail, where a new view starts, is the {@code null} token: the beginning
 * of the log needs no query, so a view can be set up while the event store is away.
 */
public final class EventFeed implements StreamableMessageSource<TrackedEventMessage<?>> {

    /**
     * Names the metadata value, a {@code long}, that says which entry of the log an event is. A token tells it not: one
     * that has filled a gap stands beyond it.
     */
    public static final String GLOBAL_INDEX = "globalIndex";

    private final EventLog log;
    private final WakeUp wakeUp;

    EventFeed(EventLog log, WakeUp wakeUp) {
        this.log = log;
        this.wakeUp = wakeUp;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
        return new EventStream(log, wakeUp, position).opened();
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return GapAwareTrackingToken.newInstance(log.lastIndex(), List.of());
    }
}
