package io.allocator.command.dispatch;

import io.allocator.http.Failures;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** What a failure says about trying again. */
enum FailureKind {

    /** Another node was faster: nothing was kept, and the same may be decided again at once. */
    CONFLICT,

    /** The database is away or cannot go on. When that happened in the commit, nobody knows whether it was done. */
    AWAY,

    /** One command's own. */
    OWN;

    /** PostgreSQL's codes for a serialization failure and a deadlock. */
    private static final Set<String> OVERTAKEN = Set.of("40001", "40P01");

    static FailureKind of(Throwable failure) {
        if (causes(failure).anyMatch(FailureKind::isConflict)) {
            return CONFLICT;
        }
        return Failures.isDatabaseAway(failure) ? AWAY : OWN;
    }

    private static boolean isConflict(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return sql.getSQLState() != null && OVERTAKEN.contains(sql.getSQLState());
        }
        return cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
