package io.allocator.query.ui;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When stock arrives, as seen from a day.
 *
 * @param date the day; {@code null} when it is in the warehouse
 * @param day the same for people; empty when it is in the warehouse
 * @param late whether that day is past
 * @param words how far away it is, such as "in 3 days"; empty when it is in the warehouse
 */
record Arrival(@Nullable LocalDate date, String day, boolean late, String words) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    static Arrival of(@Nullable LocalDate eta, LocalDate today) {
        if (eta == null) {
            return new Arrival(null, "", false, "");
        }
        var days = ChronoUnit.DAYS.between(today, eta);
        return new Arrival(eta, dayOf(eta), days < 0, words(days));
    }

    static String dayOf(LocalDate date) {
        return DAY.format(date);
    }

    private static String words(long days) {
        if (days == 0) {
            return "today";
        }
        if (days == 1) {
            return "tomorrow";
        }
        return days > 0
                ? String.format(Locale.ENGLISH, "in %,d days", days)
                : days == -1 ? "1 day late" : String.format(Locale.ENGLISH, "%,d days late", -days);
    }
}
