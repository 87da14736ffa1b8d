package io.allocator.command.eventstore;

import io.allocator.http.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first connection of a program that may have been started before its database. It waits for one that cannot be
 * reached or is still starting, and not for one that refuses: a wrong password stays wrong.
 */
final class FirstConnection {

    private static final Logger log = LoggerFactory.getLogger(FirstConnection.class);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private FirstConnection() {}

    /** Connects, some minutes later if need be. */
    static Connection to(DataSource database) throws SQLException {
        var start = System.nanoTime();
        var told = false;
        while (true) {
            try {
                return database.getConnection();
            } catch (SQLException | RuntimeException e) { // the pool fails with an exception of its own at the start
                var reason = innermost(e);
                if (reason == null || !Failures.isDatabaseAway(reason)
                        || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw e;
                }
                if (!told) {
                    log.warn("Waiting for the database: {}", reason.getMessage());
                    told = true;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    /** What the server, or the way to it, had to say: the pool wraps it. */
    private static @Nullable SQLException innermost(Throwable failure) {
        SQLException innermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                innermost = sql;
            }
        }
        return innermost;
    }
}
