package io.allocator.query.paging;

import io.allocator.http.InvalidField;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * The cursors of one list in one order: places in it, written so that nobody is tempted to reckon with them. Each says
 * which list and order it belongs to, and is refused by any other.
 *
 * @param <P> what a place is; a {@link Long} or a record, equal when it is the same place
 */
public final class Cursors<P> {

    private static final String SEPARATOR = " ";

    private final String prefix;
    private final Function<P, String> toText;
    private final Function<String, P> fromText;

    /**
     * Cursors of a list.
     *
     * @param list its name, and that of its order if it has several
     * @param toText writes a place
     * @param fromText reads a place that was written so; an {@link IllegalArgumentException} says that it was not
     */
    public Cursors(String list, Function<P, String> toText, Function<String, P> fromText) {
        this.prefix = list + SEPARATOR;
        this.toText = toText;
        this.fromText = fromText;
    }

    /** Cursors of a list whose items are in the order of a number. */
    public static Cursors<Long> byNumber(String list) {
        return new Cursors<>(list, String::valueOf, Long::valueOf);
    }

    /** Writes a place. */
    public String of(P place) {
        var bytes = (prefix + toText.apply(place)).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads a place.
     *
     * @throws ProblemException when it is none that {@link #of} has written for this list and order
     */
    public P place(String cursor) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor))).toString();
            // no name has a control character; PostgreSQL would choke on one of them
            if (text.startsWith(prefix) && text.chars().noneMatch(Character::isISOControl)) {
                var place = fromText.apply(text.substring(prefix.length()));
                if (of(place).equals(cursor)) {
                    return place;
                }
            }
        } catch (IllegalArgumentException | CharacterCodingException _) {
            // as below
        }
        throw new ProblemException(Problem.invalid(
                List.of(new InvalidField("cursor", "must be a next of an earlier answer about the same list"))));
    }
}
