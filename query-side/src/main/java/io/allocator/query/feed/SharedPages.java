package io.allocator.query.feed;

import io.allocator.query.feed.EventLog.Page;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log for all streams. They follow it side by side: what one of them has read and parsed at a place, the others
 * that come to the same place get without a query. Streams that are elsewhere, as one that begins, read for themselves.
 */
final class SharedPages {

    /** Streams that keep up are not farther apart than this. */
    private static final int KEPT = 32;
    private static final Duration KEPT_FOR = Duration.ofSeconds(1);

    private final EventLog log;
    private final WakeUp wakeUp;
    /** The oldest first. */
    private final Map<TrackingToken, Reading> readings = new LinkedHashMap<>();

    SharedPages(EventLog log, WakeUp wakeUp) {
        this.log = log;
        this.wakeUp = wakeUp;
    }

    /**
     * What is behind a position. It was read after the last signal that there is news, or else says that there may be more.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    Page after(Position position) {
        while (true) {
            var signal = wakeUp.signal();
            var reading = at(position, signal);
            reading.run();
            try {
                var page = reading.get();
                return reading.signal >= signal ? page : new Page(page.events(), page.end(), true);
            } catch (ExecutionException e) {
                forget(position, reading);
                if (reading.isOfThisThread()) {
                    throw e.getCause() instanceof RuntimeException failure
                            ? failure
                            : new EventStoreException("The event log cannot be read", e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EventStoreException("The event log was not read to the end", e);
            }
        }
    }

    private synchronized Reading at(Position position, long signal) {
        var kept = readings.get(position.token());
        if (kept != null && (kept.signal >= signal || kept.hasEvents())) {
            return kept;
        }
        var reading = new Reading(signal, position);
        readings.put(position.token(), reading);
        forgetOldest();
        return reading;
    }

    private void forgetOldest() {
        var tooOld = System.nanoTime() - KEPT_FOR.toNanos();
        var oldestFirst = readings.values().iterator();
        while (oldestFirst.hasNext()) {
            var isRecent = oldestFirst.next().began - tooOld >= 0;
            if (isRecent && readings.size() <= KEPT) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private synchronized void forget(Position position, Reading reading) {
        readings.remove(position.token(), reading);
    }

    /** A page that is read by the first thread that runs it; the others wait for that. */
    private final class Reading extends FutureTask<Page> {

        private final long signal;
        private final long began = System.nanoTime();
        private volatile @Nullable Thread reader;

        /** Reads when it is run; the signal is the last one at that time or before. */
        Reading(long signal, Position position) {
            super(() -> {
                var page = log.read(position);
                if (!page.full()) {
                    wakeUp.reached(page.end().index());
                }
                return page;
            });
            this.signal = signal;
        }

        @Override
        public void run() {
            if (state() == State.RUNNING) {
                super.run();
            }
        }

        @Override
        protected void setException(Throwable failure) {
            reader = Thread.currentThread();
            super.setException(failure);
        }

        boolean isOfThisThread() {
            return reader == Thread.currentThread();
        }

        boolean hasEvents() {
            return state() == State.SUCCESS && !resultNow().events().isEmpty();
        }
    }
}
