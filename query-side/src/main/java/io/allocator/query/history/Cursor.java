package io.allocator.query.history;

import io.allocator.http.InvalidField;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A place in the history of a SKU, written so that nobody is tempted to reckon with it. */
final class Cursor {

    /** Eight bytes. */
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9_-]{11}");

    private Cursor() {}

    static String of(long place) {
        var bytes = ByteBuffer.allocate(Long.BYTES).putLong(place).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads one.
     *
     * @throws ProblemException when it is none that {@link #of} has written
     */
    static long place(String cursor) {
        if (!WRITTEN.matcher(cursor).matches()) {
            throw new ProblemException(
                    Problem.invalid(List.of(new InvalidField("cursor", "must be a next of an earlier answer"))));
        }
        return ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)).getLong();
    }
}
