package io.allocator.command.http;

import io.allocator.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a single request is answered, or a row of an import in its place.
 *
 * @param status the HTTP status
 * @param body the JSON body: a batch, an allocation, or a problem; {@code null} where there is none
 */
public record Answer(int status, @Nullable Object body) {

    /** The answer that reports a problem. */
    public static Answer of(Problem problem) {
        return new Answer(problem.status(), problem.toDetail());
    }

    /** Whether what was asked for is so now. */
    public boolean isOk() {
        return status < 300;
    }
}
