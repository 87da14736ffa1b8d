package io.allocator.query.feed;

import io.allocator.api.event.ProductEvent;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * Makes events of the log's entries, those of an older form through the upcasters. An entry that nothing can be made of
 * becomes an event that says so, in its place: it must neither stop the events behind it nor be passed over, as Axon
 * would do. Whatever goes wrong with a text is the event's, and will not pass by itself.
 */
final class EventReader {

    private final Jackson3Serializer serializer;
    private final EventUpcaster upcasters;
    private final CurrentForm current;

    EventReader(Jackson3Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.current = new CurrentForm(serializer);
    }

    /** What an entry says: mostly one event, but upcasters can make more of one, or none. */
    List<FeedEvent> read(LogEntry entry) {
        try {
            var event = current.read(entry);
            return event == null ? upcast(entry) : List.of(checked(event, entry));
        } catch (RuntimeException e) {
            return List.of(UnreadableEvent.of(entry, UnreadableEvent.why(e)));
        }
    }

    private List<FeedEvent> upcast(LogEntry entry) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(entry), serializer, upcasters).asStream()
                .<FeedEvent>map(message -> of(message, entry)).toList();
    }

    private static FeedEvent of(DomainEventMessage<?> message, LogEntry entry) {
        return message.getPayloadType() == UnknownSerializedType.class
                ? UnreadableEvent.of(entry, "its type is not known to this program, which may be older than the writer")
                : checked(new RecordedEvent((ProductEvent) message.getPayload(), entry.globalIndex(),
                        message.getSequenceNumber(), message.getTimestamp(),
                        (String) message.getMetaData().get(RecordedEvent.ACTOR)), entry);
    }

    private static RecordedEvent checked(RecordedEvent recorded, LogEntry entry) {
        if (recorded.event() == null) {
            throw new IllegalArgumentException("it is empty");
        }
        RequiredFields.check(recorded.event());
        if (!recorded.sku().equals(entry.getAggregateIdentifier())) {
            throw new IllegalArgumentException("it tells of another SKU, " + recorded.sku());
        }
        return recorded;
    }
}
