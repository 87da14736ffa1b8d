package io.allocator.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when something failed that was not its fault. The reason goes to the log. */
public final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    /**
     * PostgreSQL's classes of connection exceptions, insufficient resources, operator intervention and system errors; and
     * its codes for a server that has become read-only, and for a transaction that took too long or was idle for too long.
     */
    private static final Set<String> DATABASE_AWAY = Set.of("08", "53", "57", "58", "25006", "25P03", "25P04");

    private Failures() {}

    /** The problem to answer with: its own for a {@link ProblemException}, else 503 or 500. */
    public static Problem problemOf(Exception failure) {
        if (failure instanceof ProblemException e) {
            return e.problem();
        }
        if (isDatabaseAway(failure)) {
            log.warn("Answered 503, the database cannot be reached: {}", failure.toString());
            return Problem.of(ProblemType.UNAVAILABLE, "The database cannot be reached; try again");
        }
        log.error("Answered 500", failure);
        return Problem.of(ProblemType.INTERNAL, "Something went wrong on our side; the log tells more");
    }

    /**
     * Whether the reason is that the database cannot be reached, or cannot go on: it is being stopped, has no room, has
     * become read-only, or has ended a transaction or a statement that took too long.
     */
    public static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                // the pool has no connection to give
                return true;
            }
            if (cause instanceof SQLException sql && isOfAwayDatabase(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAwayDatabase(@Nullable String sqlState) {
        // without a state it is not the server's: the pool says that the connection has broken meanwhile
        return sqlState == null || DATABASE_AWAY.contains(sqlState)
                || DATABASE_AWAY.contains(sqlState.substring(0, 2));
    }
}
