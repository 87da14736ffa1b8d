package io.allocator.command.dispatch;

/** The database is away, or cannot go on. */
final class DatabaseAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseAwayException(Throwable cause) {
        super(cause);
    }
}
