package io.allocator.query.readmodel;

import io.allocator.query.feed.FeedEvent;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.feed.UnreadableEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event at which a view stops for its SKU.
 *
 * @param sku what it happened to
 * @param sequenceNumber its place among the events of the SKU, from 0
 * @param globalIndex its place in the log
 * @param type its name, without "Event"
 * @param time when it was decided; {@code null} when that cannot be read
 * @param cause why it could not be taken in
 */
public record Letter(String sku, long sequenceNumber, long globalIndex, String type, @Nullable Instant time,
        String cause) {

    private static final int LONGEST_CAUSE = 500;

    /** Keeps what of the cause fits into one line. */
    public Letter {
        // of one line, and without what PostgreSQL keeps in no text
        var line = cause.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        cause = line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "…" : line;
    }

    /** An event that nobody can read. */
    static Letter of(UnreadableEvent event) {
        return of(event, "The event cannot be read: " + event.cause());
    }

    /** An event that the projection has failed on. The failure's root says what it is; what stands around, where. */
    static Letter of(RecordedEvent event, RuntimeException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return of(event, root.getClass().getSimpleName() + ": " + root.getMessage());
    }

    /** One that is to be the first of its sequence. */
    static Letter of(FeedEvent event, String cause) {
        return switch (event) {
            case UnreadableEvent e ->
                new Letter(e.sku(), e.sequenceNumber(), e.globalIndex(), e.type(), e.time(), cause);
            case RecordedEvent e -> new Letter(e.sku(), e.sequenceNumber(), e.globalIndex(),
                    RecordedEvent.name(e.event().getClass().getName()), e.time(), cause);
        };
    }
}
