package io.allocator.http;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Dates as they stand on the wire. */
public final class Dates {

    /** What a date must be, to be told to a client. */
    public static final String MUST_BE = "must be a date, YYYY-MM-DD, or null";

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Dates() {}

    /**
     * Reads {@code YYYY-MM-DD}, years 0001 to 9999.
     *
     * @throws DateTimeParseException when it is anything else
     */
    public static LocalDate parse(String text) {
        var date = LocalDate.parse(text, FORMAT);
        if (text.length() != "YYYY-MM-DD".length() || date.getYear() < 1) {
            throw new DateTimeParseException(MUST_BE, text, 0);
        }
        return date;
    }
}
