package io.allocator.query.readmodel;

import java.sql.SQLException;
import java.util.Set;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that lie in the state of things, and pass with it, from those that lie in an event or its projection. */
final class PassingFailure {

    /**
     * PostgreSQL's classes: connection, transaction state, authorization, rollback (deadlock, serialization), resources (disk
     * full), locks and time-outs, operator intervention, system and internal errors.
     */
    private static final Set<String> CLASSES = Set.of("08", "25", "28", "40", "53", "55", "57", "58", "XX");
    /** A table that is not there or must not be written fails for every event alike. */
    private static final Set<String> STATES = Set.of("42P01", "42501");
    private static final int CLASS = 2;

    private PassingFailure() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isPassing(sql.getSQLState());
            }
            if (cause instanceof TransactionException || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException || cause instanceof AxonTransientException
                    || cause instanceof UnableToClaimTokenException) {
                return true;
            }
        }
        return false;
    }

    /** Without a state it is not the server's: the connection broke, or the pool has none. */
    private static boolean isPassing(@Nullable String state) {
        return state == null || state.length() < CLASS || STATES.contains(state)
                || CLASSES.contains(state.substring(0, CLASS));
    }
}
