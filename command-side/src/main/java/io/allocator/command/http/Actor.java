package io.allocator.command.http;

/** Who asks, as the caller names them. Kept with every event. */
public final class Actor {

    /** The request header that names them. */
    public static final String HEADER = "X-Actor";

    /** Stands for a caller who names nobody. */
    public static final String NOBODY = "anonymous";

    private Actor() {}
}
