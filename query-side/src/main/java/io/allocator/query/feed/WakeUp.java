package io.allocator.query.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the readers of the log when the write side notifies, and at the latest after the fallback interval. The
 * notification is only a hint, and a lost one costs at most that interval; so one connection listens for all, and
 * when it breaks the interval goes on while it is made anew.
 */
final class WakeUp implements AutoCloseable {

    /** The channel that the write side notifies after its commits. */
    static final String CHANNEL = "allocator_events";

    private static final Logger log = LoggerFactory.getLogger(WakeUp.class);
    private static final int MAX_PAUSE_IN_INTERVALS = 8;
    private final Connections connections;
    private final Duration interval;
    private final Set<Runnable> sleepers = ConcurrentHashMap.newKeySet();
    /** Between two signals. */
    private final Pace pace = new Pace();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong signals = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().daemon().name("event-feed-wake-up").unstarted(this::run);

    /** Makes the connection that listens. */
    interface Connections {
        Connection open() throws SQLException;
    }

    WakeUp(Connections connections, Duration interval) {
        this.connections = connections;
        this.interval = interval;
    }

    void start() {
        thread.start();
    }

    void add(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    /** How many signals there were. What is read from now on is of after the last of them. */
    long signal() {
        return signals.get();
    }

    /** Hears where a reader found the end of the log. */
    void reached(long index) {
        pace.reached(index, System.nanoTime());
    }

    void remove(Runnable sleeper) {
        sleepers.remove(sleeper);
    }

    /** Does not wait for the thread: it ends within an interval, and nobody is left to be woken. */
    @Override
    public void close() {
        closed.countDown();
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void run() {
        var pause = 1;
        while (isOpen()) {
            try (var connection = connections.open()) {
                if (pause > 1) {
                    log.info("Listening for new events again");
                }
                pause = 1;
                listen(connection);
            } catch (SQLException e) {
                if (isOpen() && pause == 1) {
                    log.warn("Cannot listen for new events, looking for them every {} ms: {}", interval.toMillis(),
                            e.toString());
                }
                for (var i = 0; i < pause && isOpen(); i++) {
                    rest(interval);
                    wakeAll();
                }
                pause = Math.min(pause * 2, MAX_PAUSE_IN_INTERVALS);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        var notifications = connection.unwrap(PGConnection.class);
        // also once before the first wait, for what came before LISTEN took hold
        while (isOpen()) {
            wakeAll();
            rest(pace.pause());
            notifications.getNotifications(Math.toIntExact(interval.toMillis()));
        }
    }

    private void rest(Duration time) {
        try {
            var _ = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // nobody interrupts this thread but a JVM on its way out
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void wakeAll() {
        // first, so that whoever is woken reads for this signal
        signals.incrementAndGet();
        for (var sleeper : sleepers) {
            try {
                sleeper.run();
            } catch (RuntimeException e) {
                // a reader that is being shut down; the others must not miss their wake-up for it
                log.debug("A reader could not be woken", e);
            }
        }
    }
}
