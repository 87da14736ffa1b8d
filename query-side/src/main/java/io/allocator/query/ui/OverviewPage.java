package io.allocator.query.ui;

import io.allocator.api.query.ActivityView;
import io.allocator.api.query.AttentionView;
import io.allocator.api.query.BackorderView;
import io.allocator.api.query.BatchView;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.OverviewView;
import io.allocator.api.query.ProductSummaryView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * All there is at a glance.
 *
 * @param lag how far what the page shows is behind
 * @param totals the figures
 * @param bar purchased units
 * @param lines accepted lines by status: allocated, backordered, shipped
 * @param minutes each minute of the last hour, also those in which nothing happened
 * @param lastHour lines that were allocated in these minutes
 * @param outOfStock products of which nothing is left
 * @param late shipments whose day is past
 * @param waiting lines that have waited longest
 * @param latest what happened last
 * @param changes where changes are told as they happen
 */
record OverviewPage(Lag lag, OverviewView totals, Bar bar, Map<String, Long> lines, List<Minute> minutes, long lastHour,
        List<OutOfStock> outOfStock, List<Late> late, List<Waiting> waiting, List<Entry> latest, String changes) {

    static final int MINUTES = 60;

    /**
     * A minute and what happened in it.
     *
     * @param time its beginning
     * @param second the same in seconds, as charts have it
     * @param counts how many lines changed
     */
    record Minute(Moment time, long second, ActivityView.Minute counts) {}

    /** A product of which nothing is left. */
    record OutOfStock(ProductSummaryView product, String href) {}

    /**
     * A shipment whose day is past.
     *
     * @param batch the shipment
     * @param arrival its day
     * @param href its product's page
     */
    record Late(BatchView batch, Arrival arrival, String href) {}

    /**
     * A line that waits.
     *
     * @param line the line
     * @param since when it was accepted
     * @param order the page that tells what became of it
     */
    record Waiting(BackorderView line, Moment since, String order) {}

    static OverviewPage of(Lag lag, OverviewView totals, AttentionView attention, ActivityView activity, Instant first,
            LocalDate today) {
        var counted = activity.minutes().stream()
                .collect(Collectors.toMap(ActivityView.Minute::minute, Function.identity()));
        var minutes = LongStream.range(0, MINUTES).mapToObj(i -> first.plus(i, ChronoUnit.MINUTES))
                .map(at -> new Minute(Moment.of(at), at.getEpochSecond(),
                        counted.getOrDefault(at, new ActivityView.Minute(at, 0, 0, 0, 0, 0))))
                .toList();
        return new OverviewPage(lag, totals, Bar.of(totals.shipped(), totals.allocated(), totals.available()),
                Map.of("allocated", count(totals, LineStatus.ALLOCATED), "backordered",
                        count(totals, LineStatus.BACKORDERED), "shipped", count(totals, LineStatus.SHIPPED)),
                minutes, minutes.stream().mapToLong(m -> m.counts().allocated()).sum(),
                attention.outOfStock().stream().map(p -> new OutOfStock(p, Links.product(p.sku()))).toList(),
                attention.late().stream()
                        .map(b -> new Late(b, Arrival.of(b.eta(), today), Links.product(b.sku()))).toList(),
                attention.waiting().stream()
                        .map(w -> new Waiting(w.line(), Moment.of(w.since()),
                                Links.line(w.line().orderid(), w.line().sku(), w.line().lineid())))
                        .toList(),
                Entry.of(activity.latest()), Links.changes(null, ""));
    }

    private static long count(OverviewView totals, LineStatus status) {
        return totals.lines().getOrDefault(status, 0L);
    }
}
