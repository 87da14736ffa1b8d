package io.allocator.query.feed;

import io.allocator.api.event.ProductEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/**
 * Reads events that are stored in the form in which this program knows them: a type of today, at its revision. They are
 * nearly all there are, and need neither an upcaster nor the messages that Axon would make of them on the way.
 */
final class CurrentForm {

    private final Map<String, Type> types;
    private final ObjectReader metaData;

    CurrentForm(Jackson3Serializer serializer) {
        var json = serializer.getObjectMapper();
        types = Arrays.stream(ProductEvent.class.getPermittedSubclasses())
                .collect(Collectors.toMap(Class::getName, Function.<Class<?>>identity().andThen(type -> new Type(
                        serializer.typeForClass(type).getRevision(), json.readerFor(type)))));
        metaData = json.readerFor(MetaData.class);
    }

    /** A type of events: its revision, and what reads it. */
    private record Type(@Nullable String revision, ObjectReader reader) {}

    /** What is read of the metadata; whatever else it has stays unread. */
    private record MetaData(@Nullable String actor) {}

    /**
     * Reads an event.
     *
     * @return {@code null} when it is of another type or revision
     * @throws RuntimeException when its text cannot be read
     */
    @Nullable
    RecordedEvent read(LogEntry entry) {
        var type = typeOf(entry.getPayload());
        if (type == null) {
            return null;
        }
        ProductEvent event = type.reader.readValue(entry.getPayload().getData());
        MetaData about = metaData.readValue(entry.getMetaData().getData());
        return new RecordedEvent(event, entry.globalIndex(), entry.getSequenceNumber(), entry.getTimestamp(),
                about.actor());
    }

    private @Nullable Type typeOf(SerializedObject<String> payload) {
        var type = types.get(payload.getType().getName());
        return type != null && Objects.equals(type.revision, payload.getType().getRevision()) ? type : null;
    }
}
