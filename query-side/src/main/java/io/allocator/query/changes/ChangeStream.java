package io.allocator.query.changes;

import io.allocator.api.query.HistoryEntryView;
import io.allocator.query.feed.EventFeed;
import io.allocator.query.feed.FeedEntry;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.history.HistoryEntries;
import io.allocator.query.readmodel.Positions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import tools.jackson.databind.json.JsonMapper;

/** Changes for one client. Each is sent once all views show it, so that whoever is told of it can go and look. */
final class ChangeStream {

    /** How soon the end of the program is noticed. */
    private static final Duration LOOK_UP = Duration.ofMillis(500);
    /** So that both ends, and what is in between, know that the other is there. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    /** While more is at hand, what was written is sent together. */
    private static final Duration KEPT_BACK = Duration.ofMillis(200);

    private final EventFeed feed;
    private final Positions positions;
    private final ChangeFilter filter;
    private final JsonMapper json;
    private final OutputStream out;
    private GapAwareTrackingToken sent;
    private boolean isUnsent;
    private long lastFlushNanos = System.nanoTime();

    ChangeStream(EventFeed feed, Positions positions, GapAwareTrackingToken begin, ChangeFilter filter, JsonMapper json,
            OutputStream out) {
        this.feed = feed;
        this.positions = positions;
        this.sent = begin;
        this.filter = filter;
        this.json = json;
        this.out = out;
    }

    /**
     * Sends until somebody ends it.
     *
     * @throws IOException when the client is gone
     */
    void send(BooleanSupplier isOver) throws IOException, InterruptedException {
        // at once, so that the client knows that it is connected, and where
        writePosition();
        try (var events = feed.openStream(sent)) {
            while (!isOver.getAsBoolean()) {
                if (events.hasNextAvailable((int) LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                    sendNext(events);
                } else if (isSince(SIGN_OF_LIFE)) {
                    writePosition();
                }
            }
        }
    }

    private void sendNext(BlockingStream<FeedEntry> events)
            throws IOException, InterruptedException {
        var next = events.peek().orElseThrow();
        var event = next.event();
        if (!positions.await(view -> Positions.includes(view, event.globalIndex()), LOOK_UP)) {
            if (isUnsent) {
                flush();
            } else if (isSince(SIGN_OF_LIFE)) {
                writePosition();
            }
            return;
        }
        events.nextAvailable();
        sent = next.position();
        // one that cannot be read is shown by no view: there is nothing to tell, and the position goes on over it
        if (event instanceof RecordedEvent recorded) {
            tell(HistoryEntries.of(recorded));
        }
        if (isUnsent && (!events.hasNextAvailable() || isSince(KEPT_BACK))) {
            flush();
        } else if (isSince(SIGN_OF_LIFE)) {
            writePosition();
        }
    }

    private void tell(HistoryEntryView entry) throws IOException {
        if (filter.lets(entry)) {
            write("id: " + EventId.of(sent) + "\nevent: change\ndata: " + json.writeValueAsString(entry) + "\n\n");
        }
    }

    /** An id without data tells the client from where to go on, and nothing else. */
    private void writePosition() throws IOException {
        write("id: " + EventId.of(sent) + "\n\n");
        flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        isUnsent = true;
    }

    /** Whether the client has heard nothing for so long. */
    private boolean isSince(Duration time) {
        return System.nanoTime() - lastFlushNanos > time.toNanos();
    }

    private void flush() throws IOException {
        out.flush();
        isUnsent = false;
        lastFlushNanos = System.nanoTime();
    }
}
