package io.allocator.query.feed;

import io.allocator.api.event.ProductEvent;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param event what happened
 * @param globalIndex which entry of the log it is, over all SKUs
 * @param sequenceNumber its place among the events of its SKU, from 0
 * @param time when it was decided
 * @param actor who asked for it; {@code null} when nobody said so
 */
public record RecordedEvent(ProductEvent event, long globalIndex, long sequenceNumber, Instant time,
        @Nullable String actor) implements FeedEvent {

    /** Under which key the write side notes who asked. */
    private static final String ACTOR = "actor";

    /**
     * Takes one out of the message in which the feed brings it.
     *
     * @throws RuntimeException when the message is not of the feed, or its text cannot be read
     */
    public static RecordedEvent of(EventMessage<?> message) {
        var recorded = (DomainEventMessage<?>) message;
        return new RecordedEvent((ProductEvent) recorded.getPayload(),
                (Long) Objects.requireNonNull(recorded.getMetaData().get(EventFeed.GLOBAL_INDEX)),
                recorded.getSequenceNumber(),
                recorded.getTimestamp(), (String) recorded.getMetaData().get(ACTOR));
    }

    @Override
    public String sku() {
        return event.sku();
    }

    /** How people call an event of a type: its name without what is around it. */
    public static String name(String type) {
        var simple = type.substring(type.lastIndexOf('.') + 1);
        return simple.endsWith("Event") ? simple.substring(0, simple.length() - "Event".length()) : simple;
    }
}
