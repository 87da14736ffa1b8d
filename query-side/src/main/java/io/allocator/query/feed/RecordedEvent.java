package io.allocator.query.feed;

import io.allocator.api.event.ProductEvent;
import java.time.Instant;
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

    /** Under which key of the metadata the write side notes who asked. */
    static final String ACTOR = "actor";

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
