package io.allocator.benchmarks.comparison;

import io.allocator.benchmarks.systems.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Watches how old the oldest event is that some view has not taken in. It goes by the events' own times, not by what the
 * program says of its lag.
 */
final class ReaderLag {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final String AGE = """
            SELECT (1000 * (extract(epoch FROM clock_timestamp()) - extract(epoch FROM time_stamp::timestamptz)))::bigint
            FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1
            """;

    private final RunningSystem system;
    private final JdbcClient sql;
    private final Thread watching;
    private volatile boolean over;
    private volatile long mostMillis;

    private ReaderLag(RunningSystem system) {
        this.system = system;
        this.sql = system.postgres().sql(system.database());
        this.watching = Thread.ofVirtual().unstarted(this::watch);
    }

    /** Watches from now on; a system whose log cannot be looked into is not watched. */
    static ReaderLag watch(RunningSystem system) {
        var lag = new ReaderLag(system);
        lag.watching.start();
        return lag;
    }

    private void watch() {
        try {
            while (!over && system.hasViews() && !system.database().isEmpty()) {
                var oldest = sql.sql(AGE).param(system.views().lowest()).query(Long.class).optional();
                mostMillis = Math.max(mostMillis, oldest.orElse(0L));
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Watches no longer; tells the age, in milliseconds, at most. */
    long end() throws InterruptedException {
        over = true;
        watching.join();
        return mostMillis;
    }
}
