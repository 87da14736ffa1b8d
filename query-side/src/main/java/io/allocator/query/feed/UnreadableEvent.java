package io.allocator.query.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log that this program cannot read: no valid JSON, without a field, or of a type that it does not know.
 *
 * @param sku what it happened to
 * @param globalIndex which entry of the log it is, over all SKUs
 * @param sequenceNumber its place among the events of its SKU, from 0
 * @param type its name, without "Event"
 * @param time when it was decided; {@code null} when that cannot be read either
 * @param cause why it cannot be read
 */
public record UnreadableEvent(String sku, long globalIndex, long sequenceNumber, String type, @Nullable Instant time,
        String cause) implements FeedEvent {

    static UnreadableEvent of(LogEntry entry, String cause) {
        return new UnreadableEvent(entry.getAggregateIdentifier(), entry.globalIndex(), entry.getSequenceNumber(),
                RecordedEvent.name(entry.getPayload().getType().getName()), timeOrNull(entry::getTimestamp), cause);
    }

    /** The root of it: what stands around says only that something could not be deserialized. */
    static String why(RuntimeException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static @Nullable Instant timeOrNull(Supplier<Instant> time) {
        try {
            return time.get();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
