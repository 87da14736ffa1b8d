package io.allocator.query.ui;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time, written for machines, exactly, and briefly; the latter two in UTC until a script makes them local.
 *
 * @param iso as in ISO 8601
 * @param exact to the millisecond
 * @param brief to the second, without the year
 */
record Moment(String iso, String exact, String brief) {

    private static final DateTimeFormatter EXACT = formatter("yyyy-MM-dd HH:mm:ss.SSS 'UTC'");
    private static final DateTimeFormatter BRIEF = formatter("d MMM HH:mm:ss 'UTC'");

    static Moment of(Instant time) {
        return new Moment(time.toString(), EXACT.format(time), BRIEF.format(time));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
