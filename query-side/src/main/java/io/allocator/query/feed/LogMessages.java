package io.allocator.query.feed;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * Makes messages of the log's entries, through the upcasters. An entry that nothing can be made of becomes a message that
 * says so, in its place: it must neither stop the events behind it nor be passed over, as Axon would do.
 */
final class LogMessages {

    private final Serializer serializer;
    private final EventUpcaster upcasters;

    LogMessages(Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    List<TrackedEventMessage<?>> of(List<LogEntry> entries) {
        try {
            return together(entries);
        } catch (RuntimeException _) {
            // one of them fails; which, is seen one by one
            return entries.stream().flatMap(this::alone).toList();
        }
    }

    private List<TrackedEventMessage<?>> together(List<LogEntry> entries) {
        var byIdentifier = new HashMap<String, LogEntry>();
        entries.forEach(entry -> byIdentifier.put(entry.getEventIdentifier(), entry));
        return EventUtils.upcastAndDeserializeTrackedEvents(entries.stream(), serializer, upcasters)
                .<TrackedEventMessage<?>>map(message -> withIndex(message,
                        Objects.requireNonNull(byIdentifier.get(message.getIdentifier()))))
                .toList();
    }

    private Stream<TrackedEventMessage<?>> alone(LogEntry entry) {
        try {
            return together(List.of(entry)).stream();
        } catch (RuntimeException e) {
            return Stream.of(unreadable(entry, UnreadableEvent.why(e)));
        }
    }

    private static TrackedEventMessage<?> withIndex(TrackedEventMessage<?> message, LogEntry entry) {
        return message.getPayloadType() == UnknownSerializedType.class
                ? unreadable(entry, "its type is not known to this program, which may be older than the writer")
                : (TrackedEventMessage<?>) message
                        .andMetaData(Map.of(EventFeed.GLOBAL_INDEX, entry.globalIndex()));
    }

    private static TrackedEventMessage<?> unreadable(LogEntry entry, String cause) {
        var payload = UnreadableEvent.of(entry, cause);
        var message = new GenericMessage<>(payload,
                MetaData.with(EventFeed.GLOBAL_INDEX, entry.globalIndex()));
        return new GenericTrackedDomainEventMessage<>(Objects.requireNonNull(entry.trackingToken()), entry.getType(),
                entry.getAggregateIdentifier(), entry.getSequenceNumber(), message,
                () -> Objects.requireNonNullElse(payload.time(), Instant.EPOCH));
    }
}
