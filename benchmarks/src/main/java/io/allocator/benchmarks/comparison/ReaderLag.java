package io.allocator.benchmarks.comparison;

import io.allocator.benchmarks.systems.RunningSystem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Watches how old the oldest event is that some view has not taken in. It goes by the events' own times, not by what the
 * program says of its lag.
 */
final class ReaderLag {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final String AGE = """
            SELECT (1000 * (extract(epoch FROM clock_timestamp()) - extract(epoch FROM time_stamp::timestamptz)))::bigint
            FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1
            """;

    private final RunningSystem system;
    private final Thread watching;
    private volatile boolean over;
    private volatile long mostMillis;
    private volatile @Nullable Exception failure;

    private ReaderLag(RunningSystem system) {
        this.system = system;
        this.watching = Thread.ofVirtual().unstarted(this::watch);
    }

    /** Watches from now on; a system whose log cannot be looked into is not watched. */
    static ReaderLag watch(RunningSystem system) {
        var lag = new ReaderLag(system);
        lag.watching.start();
        return lag;
    }

    private void watch() {
        if (!system.hasViews() || system.database().isEmpty()) {
            return;
        }
        try (var connection = system.postgres().connect(system.database())) {
            // One connection for all looks: to open one is work for PostgreSQL.
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            while (!over) {
                var oldest = sql.sql(AGE).param(system.views().lowest()).query(Long.class).optional();
                mostMillis = Math.max(mostMillis, oldest.orElse(0L));
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } catch (IOException | SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Watches no longer; tells the age, in milliseconds, at most. */
    long end() throws InterruptedException {
        over = true;
        watching.join();
        if (failure != null) {
            throw new IllegalStateException("How far the reader is could not be watched", failure);
        }
        return mostMillis;
    }
}
