package io.allocator.query.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The source of all events for the views. */
public final class EventFeed {

    private final EventLog log;
    private final WakeUp wakeUp;
    private final SharedPages pages;

    EventFeed(EventLog log, WakeUp wakeUp) {
        this.log = log;
        this.wakeUp = wakeUp;
        this.pages = new SharedPages(log, wakeUp);
    }

    /** The events behind a position one by one, and then whatever comes; {@code null} for the beginning of the log. */
    public BlockingStream<FeedEntry> openStream(@Nullable TrackingToken position) {
        return eventsBehind(position);
    }

    private EventStream eventsBehind(@Nullable TrackingToken position) {
        return new EventStream(pages, wakeUp, position).opened();
    }

    /**
     * The events by pages, each a message that has a {@link FeedPage}, for an Axon processor. Its tail, where a new view
     * starts, is the {@code null} token: the beginning of the log needs no query, so a view can be set up while the
     * event store is away.
     *
     * @param most the most events of a page
     */
    public StreamableMessageSource<TrackedEventMessage<?>> inPages(int most) {
        return new StreamableMessageSource<>() {

            @Override
            public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
                return new PageStream(eventsBehind(position), most);
            }

            @Override
            public @Nullable TrackingToken createTailToken() {
                return null;
            }

            @Override
            public TrackingToken createHeadToken() {
                return GapAwareTrackingToken.newInstance(log.lastIndex(), List.of());
            }
        };
    }

    /**
     * Which entry of the log an event of a SKU is.
     *
     * @return its global index; empty when there is no such event
     * @throws EventStoreException when the log cannot be read just now
     */
    public OptionalLong indexOf(String sku, long sequenceNumber) {
        var index = log.indexOf(sku, sequenceNumber);
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /**
     * The last entry of the log; 0 when it is empty.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    public long lastIndex() {
        return log.lastIndex();
    }

    /**
     * Whether a reader who is at a position has seen all that the log shows up to an entry.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    public boolean isCovered(long globalIndex, GapAwareTrackingToken position) {
        return position.getIndex() >= globalIndex
                && !log.isAnyFilled(position.getGaps().headSet(globalIndex + 1).toArray(Long[]::new));
    }

    /**
     * When the first event behind a position was decided.
     *
     * @return empty when there is none
     * @throws EventStoreException when the log cannot be read just now
     */
    public Optional<Instant> timeOfFirstBehind(long globalIndex) {
        return log.timeOfFirstBehind(globalIndex);
    }

    /**
     * How many events stand behind a position.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    public long countBehind(long globalIndex) {
        return log.countBehind(globalIndex);
    }

    /**
     * The events of a SKU from one of them on, in their order.
     *
     * @param from the sequence number of the first
     * @param limit the most
     * @throws EventStoreException when the log cannot be read just now
     */
    public List<FeedEvent> eventsOf(String sku, long from, int limit) {
        return log.eventsOf(sku, from, limit);
    }

    /**
     * How many events of a SKU there are from one of them on up to an entry of the log.
     *
     * @param from the sequence number of the first
     * @throws EventStoreException when the log cannot be read just now
     */
    public long countOf(String sku, long from, long globalIndex) {
        return Math.max(0, log.lastOf(sku, globalIndex) - from + 1);
    }
}
