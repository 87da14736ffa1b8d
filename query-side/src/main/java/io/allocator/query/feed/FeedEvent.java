package io.allocator.query.feed;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** What the feed brings for an entry of the log: the event, or that it cannot be read. */
public sealed interface FeedEvent permits RecordedEvent, UnreadableEvent {

    /** What it happened to. */
    String sku();

    /** Which entry of the log it is, over all SKUs. */
    long globalIndex();

    /** Its place among the events of its SKU, from 0. */
    long sequenceNumber();

    /**
     * Takes it out of the message in which the feed brings it. It is only now that the text is read: whatever goes wrong
     * with that is the event's, and will not pass by itself.
     */
    static FeedEvent of(EventMessage<?> message) {
        try {
            return message.getPayload() instanceof UnreadableEvent unreadable ? unreadable : whole(message);
        } catch (RuntimeException e) {
            return UnreadableEvent.of((DomainEventMessage<?>) message, e);
        }
    }

    private static RecordedEvent whole(EventMessage<?> message) {
        var recorded = RecordedEvent.of(message);
        if (recorded.event() == null) {
            throw new IllegalArgumentException("it is empty");
        }
        RequiredFields.check(recorded.event());
        if (!recorded.sku().equals(((DomainEventMessage<?>) message).getAggregateIdentifier())) {
            throw new IllegalArgumentException("it tells of another SKU, " + recorded.sku());
        }
        return recorded;
    }
}
