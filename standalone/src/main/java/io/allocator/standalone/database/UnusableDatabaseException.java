package io.allocator.standalone.database;

import java.util.Locale;

/** The embedded database cannot be used, for a reason about which the user can do something. */
final class UnusableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param reason one sentence: what is the matter
     * @param action one sentence: what the user can do
     */
    UnusableDatabaseException(String reason, String action) {
        super(reason);
        this.action = action;
    }

    UnusableDatabaseException(String reason, String action, Throwable cause) {
        super(reason, cause);
        this.action = action;
    }

    String action() {
        return action;
    }

    /** A directory, or something in it, that cannot be created, read or written. */
    static UnusableDatabaseException notWritable(Object directory, Exception cause) {
        return new UnusableDatabaseException(
                String.format(Locale.ROOT, "The data directory %s cannot be used by the user %s: %s", directory,
                        System.getProperty("user.name"), cause),
                "Give the directory to this user, or name another one with --allocator.data-dir=<directory>", cause);
    }
}
