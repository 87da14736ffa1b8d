package io.allocator.query.ui;

import io.allocator.http.Identifier;
import io.allocator.http.IdentifierValidator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in the address of a page. People edit addresses: what makes no sense is as if it were not there. */
final class Parameters {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final IdentifierValidator IDENTIFIER = new IdentifierValidator();

    private Parameters() {}

    /** A whole number, or the given one. */
    static long number(@Nullable String text, long otherwise) {
        return text != null && WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : otherwise;
    }

    /** A number of rows within bounds. */
    static int rows(@Nullable String text, int otherwise, int most) {
        return Math.toIntExact(Math.clamp(number(text, otherwise), 1, most));
    }

    /** The name of something, or {@code null} if it can be none. */
    static @Nullable String name(@Nullable String text) {
        var name = text == null ? "" : text.strip();
        return IDENTIFIER.isValid(name, null) ? name : null;
    }

    /** What somebody searches for: without what no name can hold, and not longer than one. */
    static String search(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var printable = text.codePoints()
                .filter(c -> Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.SURROGATE)
                .limit(Identifier.MAX_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return printable.toString().strip();
    }
}
