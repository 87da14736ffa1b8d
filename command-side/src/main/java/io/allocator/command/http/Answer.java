package io.allocator.command.http;

import io.allocator.http.Problem;

/**
 * What a single request is answered, or a row of an import in its place.
 *
 * @param status the HTTP status
 * @param body the JSON body: a batch, an allocation, or a problem
 */
public record Answer(int status, Object body) {

    /** The answer that reports a problem. */
    public static Answer of(Problem problem) {
        return new Answer(problem.status(), problem.toDetail());
    }

    /** Whether what was asked for is so now. */
    public boolean isOk() {
        return status < 300;
    }
}
