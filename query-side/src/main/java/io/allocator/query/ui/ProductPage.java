package io.allocator.query.ui;

import io.allocator.api.query.AvailabilityView;
import io.allocator.api.query.BatchView;
import io.allocator.api.query.HistoryView;
import io.allocator.api.query.LinesView;
import io.allocator.api.query.ProductView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product.
 *
 * @param product its figures
 * @param bar purchased units
 * @param batches in the order in which lines are put on them
 * @param steps what can be promised from each day on, the first being today; empty when that is not known
 * @param late how many of its shipments should have been here
 * @param lines some of the lines that are not shipped yet
 * @param firstLines the page with the first of these lines; {@code null} when it is this one
 * @param nextLines the page with further ones; {@code null} when there are none
 * @param history some of what happened, newest first
 * @param firstHistory the page with the newest; {@code null} when it is this one
 * @param nextHistory the page with what was before; {@code null} when there is nothing
 * @param waiting the list of its lines that wait
 * @param changes where its changes are told as they happen
 */
record ProductPage(ProductView product, Bar bar, List<Batch> batches, List<Step> steps, long late, List<Line> lines,
        @Nullable String firstLines, @Nullable String nextLines, List<Entry> history, @Nullable String firstHistory,
        @Nullable String nextHistory, String waiting, String changes) {

    /** A batch. */
    record Batch(BatchView batch, Arrival arrival, Bar bar) {}

    /**
     * What can be promised from a day on.
     *
     * @param date the day
     * @param day the same for people
     * @param second its beginning in seconds, as charts have it
     * @param arriving units that arrive on it
     * @param available units that can be promised
     */
    record Step(LocalDate date, String day, long second, long arriving, long available) {}

    static ProductPage of(ProductView product, @Nullable AvailabilityView availability, LinesView lines,
            @Nullable String linesAfter, HistoryView history, @Nullable String historyBefore, LocalDate today) {
        var batches = product.batches().stream()
                .map(b -> new Batch(b, Arrival.of(b.eta(), today), Bar.of(b))).toList();
        var here = Links.product(product.sku());
        var next = lines.next();
        var before = history.next();
        return new ProductPage(product, Bar.of(product), batches, steps(availability, today),
                batches.stream().filter(b -> b.arrival().late() && b.batch().qty() > b.batch().shipped()).count(),
                lines.items().stream().map(line -> Line.of(line, today)).toList(),
                linesAfter == null ? null : here(here, null, historyBefore, "#lines"),
                next == null ? null : here(here, String.valueOf(next), historyBefore, "#lines"),
                Entry.of(history.items()), historyBefore == null ? null : here(here, linesAfter, null, "#history"),
                before == null ? null : here(here, linesAfter, String.valueOf(before), "#history"),
                Links.BACKORDERS + Links.query("sku", product.sku()), Links.changes("sku", product.sku()));
    }

    private static String here(String page, @Nullable String linesAfter, @Nullable String historyBefore,
            String fragment) {
        return Links.with(page, "lines", linesAfter, "before", historyBefore) + fragment;
    }

    private static List<Step> steps(@Nullable AvailabilityView availability, LocalDate today) {
        var steps = new ArrayList<Step>();
        if (availability != null) {
            steps.add(step(today, "Now", 0, availability.now()));
            availability.dates().forEach(day -> steps.add(
                    step(day.date(), Arrival.dayOf(day.date()), day.arriving(), day.available())));
        }
        return steps;
    }

    private static Step step(LocalDate date, String day, long arriving, long available) {
        return new Step(date, day, date.atStartOfDay(ZoneOffset.UTC).toEpochSecond(), arriving, available);
    }
}
