package io.allocator.query.ui;

import io.allocator.api.query.LagView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the views are behind.
 *
 * @param state for its look: current, behind, late, unknown
 * @param words the worst of them, or that there is none
 * @param views each of them; none when it cannot be told
 */
record Lag(String state, String words, List<View> views) {

    /** Up to here it is what a write takes to arrive. */
    private static final long LATE_MILLIS = 1_000;
    private static final double MILLIS_PER_SECOND = 1_000;

    /**
     * A view.
     *
     * @param name its name
     * @param events how many events it has not taken in
     * @param seconds how long ago the first of these was decided; empty when there is none
     */
    record View(String name, long events, String seconds) {}

    static Lag of(Optional<LagView> told) {
        if (told.isEmpty()) {
            return new Lag("unknown", "How far the views are behind cannot be told", List.of());
        }
        var found = told.get().views();
        var views = found.stream().map(v -> new View(named(v), v.events(), v.events() == 0 ? "" : seconds(v))).toList();
        return found.stream().filter(v -> v.events() > 0)
                .max(Comparator.comparingLong(LagView.View::millis).thenComparingLong(LagView.View::events))
                .map(worst -> new Lag(worst.millis() < LATE_MILLIS ? "behind" : "late", words(worst), views))
                .orElseGet(() -> new Lag("current", "Views up to date", views));
    }

    private static String words(LagView.View worst) {
        return "%s %s, %s behind".formatted(named(worst),
                worst.events() == 1 ? "1 event" : String.format(Locale.ENGLISH, "%,d events", worst.events()),
                seconds(worst));
    }

    private static String named(LagView.View view) {
        return view.view().substring(0, 1).toUpperCase(Locale.ROOT) + view.view().substring(1);
    }

    private static String seconds(LagView.View view) {
        return String.format(Locale.ENGLISH, "%,.1f s", view.millis() / MILLIS_PER_SECOND);
    }
}
