package io.allocator.command.http;

import io.allocator.http.ConsistencyToken;
import io.allocator.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a single request is answered, or a row of an import in its place.
 *
 * @param status the HTTP status
 * @param body the JSON body: a batch, an allocation, or a problem; {@code null} where there is none
 * @param token for a read that shall see what was decided; {@code null} where nothing was
 */
public record Answer(int status, @Nullable Object body, @Nullable ConsistencyToken token) {

    /** An answer that no product was asked for. */
    Answer(int status, @Nullable Object body) {
        this(status, body, null);
    }

    /** The answer that reports a problem. */
    public static Answer of(Problem problem) {
        return new Answer(problem.status(), problem.toDetail());
    }

    /** The same, with a token. */
    Answer with(@Nullable ConsistencyToken seen) {
        return new Answer(status, body, seen);
    }

    /** Whether what was asked for is so now. */
    public boolean isOk() {
        return status < 300;
    }
}
