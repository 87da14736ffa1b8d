package io.allocator.query.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.jspecify.annotations.Nullable;

/**
 * A reader's way through the log by pages, as messages for an Axon processor: a page is a transaction's work, and the
 * processor's toll (a unit of work, spans, queues) is paid once for all its events. While a page is worked on there is no
 * next: that will have all that is there by then, and no more waits in memory.
 */
final class PageStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final long LOOK_AGAIN_MILLIS = 5;
    /** Who takes a page may be stopped before beginning with it; those who share the stream with that one go on then. */
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(1);

    private final EventStream events;
    private final int most;
    private @Nullable TrackedEventMessage<FeedPage> next;
    private @Nullable FeedPage underWay;
    private long givenAt;
    private volatile @Nullable Runnable onAvailable;

    /**
     * Makes pages.
     *
     * @param most the most events of one
     */
    PageStream(EventStream events, int most) {
        this.events = events;
        this.most = most;
    }

    /** Makes none: Axon asks right after each page whether there is another of the same position, and there never is. */
    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
        return Optional.ofNullable(next);
    }

    @Override
    public synchronized boolean hasNextAvailable() {
        if (next == null && !isUnderWay() && events.hasNextAvailable()) {
            next = page();
        }
        return next != null;
    }

    private synchronized boolean isUnderWay() {
        return underWay != null && underWay.isTaken() && System.nanoTime() - givenAt < ABANDONED_AFTER.toNanos();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        var deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!hasNextAvailable()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return true;
    }

    private TrackedEventMessage<FeedPage> page() {
        var page = new ArrayList<FeedEvent>();
        FeedEntry last;
        do {
            last = events.remove();
            page.add(last.event());
        } while (page.size() < most && events.hasNextAvailable());
        var message = new GenericMessage<>(new FeedPage(page, this::callBack));
        return new GenericTrackedEventMessage<>(last.position(), message, GenericTrackedEventMessage.clock::instant);
    }

    private void callBack() {
        var callback = onAvailable;
        if (callback != null) {
            callback.run();
        }
    }

    @Override
    public synchronized TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable()) {
            wait(LOOK_AGAIN_MILLIS);
        }
        var given = Objects.requireNonNull(next);
        next = null;
        underWay = given.getPayload();
        givenAt = System.nanoTime();
        return given;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        return events.setOnAvailableCallback(() -> {
            if (!isUnderWay()) {
                callback.run();
            }
        });
    }

    @Override
    public void close() {
        events.close();
    }
}
