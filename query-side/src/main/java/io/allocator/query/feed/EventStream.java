package io.allocator.query.feed;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's way through the log. It can be asked for a next event as often as one likes; it asks the database only
 * after a wake-up, or when the last page was full. A log that cannot be read is like one without news: the next
 * wake-up, at the latest after the fallback interval, tries again.
 */
final class EventStream implements BlockingStream<FeedEntry> {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final SharedPages pages;
    private final WakeUp wakeUp;
    private final Runnable sleeper = this::wake;
    /** Holds at most one: two wake-ups before the next read are as good as one. */
    private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);
    private final ArrayDeque<FeedEntry> buffer = new ArrayDeque<>();
    private volatile @Nullable Runnable onAvailable;
    private Position position;
    private boolean more = true;
    private boolean away;

    EventStream(SharedPages pages, WakeUp wakeUp, @Nullable TrackingToken position) {
        this.pages = pages;
        this.wakeUp = wakeUp;
        this.position = new Position(position);
    }

    /** From now on it is woken; apart from the constructor, so that no half-made stream is. */
    EventStream opened() {
        wakeUp.add(sleeper);
        return this;
    }

    private void wake() {
        var _ = wakeUps.offer(true);
        var callback = onAvailable;
        if (callback != null) {
            callback.run();
        }
    }

    @Override
    public synchronized boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        var deadline = System.nanoTime() + unit.toNanos(timeout);
        readIfAsked(wakeUps.poll() != null);
        while (buffer.isEmpty() && System.nanoTime() < deadline) {
            readIfAsked(wakeUps.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) != null);
        }
        return !buffer.isEmpty();
    }

    private void readIfAsked(boolean woken) {
        more |= woken;
        if (!more || !buffer.isEmpty()) {
            return;
        }
        // taken back before the read: a wake-up during it counts for the next
        more = false;
        try {
            var page = pages.after(position);
            position = page.end();
            more = page.full();
            buffer.addAll(page.events());
            if (away) {
                log.info("The event log can be read again");
                away = false;
            }
        } catch (EventStoreException e) {
            if (!away) {
                log.warn("The event log cannot be read, trying on: {}, {}", e.getMessage(),
                        String.valueOf(e.getCause()));
                away = true;
            }
        }
    }

    @Override
    public synchronized Optional<FeedEntry> peek() {
        return hasNextAvailable() ? Optional.of(buffer.element()) : Optional.empty();
    }

    @Override
    public synchronized FeedEntry nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
            log.trace("Nothing new for a minute");
        }
        return buffer.remove();
    }

    /** Gives what {@link #hasNextAvailable} has said is there. */
    synchronized FeedEntry remove() {
        return buffer.remove();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        return true;
    }

    @Override
    public void close() {
        wakeUp.remove(sleeper);
    }
}
