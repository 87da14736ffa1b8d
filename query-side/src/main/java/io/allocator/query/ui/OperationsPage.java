package io.allocator.query.ui;

import io.allocator.api.query.DeadLettersView;
import io.allocator.api.query.LagView;
import io.allocator.api.query.OperationsView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the views are kept, and what is set aside.
 *
 * @param lag how far they are behind, the worst first
 * @param views each of them
 * @param letters what they have set aside; the first of it
 * @param moreLetters whether there is more
 * @param busy whether something is under way that the page should follow
 * @param changes where changes are told as they happen
 */
record OperationsPage(Lag lag, List<View> views, List<Sequence> letters, boolean moreLetters, boolean busy,
        String changes) {

    private static final int ALL = 100;

    /**
     * A view.
     *
     * @param name its name
     * @param state for its look: current, late, out
     * @param words whether it is kept here
     * @param segments the parts of the SKUs, each with its owner
     * @param position the last entry of the log that all segments have taken in
     * @param behind how many events it has not taken in; {@code null} when that cannot be told
     * @param deadLetters how many SKUs it has set aside
     * @param rebuilt when it was last made again; {@code null} when it never was
     * @param rebuild how far it is being made again; {@code null} when it is not
     * @param rebuildAction where a rebuild is asked for, and given up
     */
    record View(String name, String state, String words, List<OperationsView.Segment> segments, long position,
            @Nullable Long behind, long deadLetters, @Nullable Moment rebuilt, @Nullable Rebuild rebuild,
            String rebuildAction) {}

    /**
     * A rebuild under way.
     *
     * @param percent how far it is
     * @param words how far, in words
     */
    record Rebuild(long percent, String words) {}

    /**
     * A SKU that a view has set aside.
     *
     * @param key tells it apart
     * @param letter what it is
     * @param product the SKU's page
     * @param since when it was set aside
     * @param lastAttempt when it was last tried
     * @param retry where to ask for another try
     * @param discard where to give the first event up
     */
    record Sequence(String key, DeadLettersView.Sequence letter, String product, Moment since, Moment lastAttempt,
            String retry, String discard) {}

    static OperationsPage of(OperationsView operations, Optional<LagView> lag, DeadLettersView letters) {
        var behind = lag.map(LagView::views).orElse(List.of()).stream()
                .collect(Collectors.toMap(LagView.View::view, Function.identity()));
        var views = operations.views().stream().map(view -> view(view, behind)).toList();
        var words = Lag.of(lag);
        var busy = !words.state().equals("current")
                || views.stream().anyMatch(v -> v.rebuild() != null || v.deadLetters() > 0);
        return new OperationsPage(words, views, letters.items().stream().map(OperationsPage::sequence).toList(),
                letters.more(), busy, Links.changes(null, ""));
    }

    private static View view(OperationsView.View view, Map<String, LagView.View> behind) {
        var lag = behind.get(view.view());
        var position = view.segments().stream().mapToLong(OperationsView.Segment::position).min().orElse(0);
        var isOwned = !view.segments().isEmpty() && view.segments().stream().allMatch(s -> s.owner() != null);
        var rebuild = view.rebuild();
        var rebuilt = view.rebuilt();
        return new View(view.view(), isOwned ? "current" : view.running() ? "late" : "out",
                isOwned ? "Running" : view.running() ? "Starting" : "Not running", view.segments(), position,
                lag == null ? null : lag.events(), view.deadLetters(), rebuilt == null ? null : Moment.of(rebuilt),
                rebuild == null ? null : rebuild(rebuild, position), Links.rebuild(view.view()));
    }

    private static Rebuild rebuild(OperationsView.Rebuild rebuild, long goal) {
        var percent = Math.clamp(rebuild.position() * ALL / Math.max(1, goal), 0, ALL);
        var aside = switch ((int) Math.min(2, rebuild.deadLetters())) {
            case 0 -> "";
            case 1 -> ", 1 SKU set aside";
            default -> String.format(Locale.ENGLISH, ", %,d SKUs set aside", rebuild.deadLetters());
        };
        return new Rebuild(percent,
                String.format(Locale.ENGLISH, "Being made again, at event %,d of %,d%s", rebuild.position(), goal,
                        aside));
    }

    private static Sequence sequence(DeadLettersView.Sequence letter) {
        return new Sequence(letter.view() + " " + letter.sku(), letter, Links.product(letter.sku()),
                Moment.of(letter.since()), Moment.of(letter.lastAttempt()),
                Links.letter(letter.view(), letter.sku(), "retry"),
                Links.with(Links.letter(letter.view(), letter.sku(), "discard"), "event",
                        String.valueOf(letter.firstEvent().sequenceNumber())));
    }
}
