package io.allocator.query.ui;

import io.allocator.api.query.ActivityView;
import io.allocator.api.query.AllocationView;
import io.allocator.api.query.AttentionView;
import io.allocator.api.query.AvailabilityView;
import io.allocator.api.query.BackorderView;
import io.allocator.api.query.BackordersView;
import io.allocator.api.query.BatchView;
import io.allocator.api.query.DeadLettersView;
import io.allocator.api.query.FindAllocationsQuery;
import io.allocator.api.query.FindAvailabilityQuery;
import io.allocator.api.query.FindBackordersQuery;
import io.allocator.api.query.FindBatchQuery;
import io.allocator.api.query.FindDeadLettersQuery;
import io.allocator.api.query.FindHistoryQuery;
import io.allocator.api.query.FindLineStoryQuery;
import io.allocator.api.query.FindLinesQuery;
import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.FindProductsQuery;
import io.allocator.api.query.GetActivityQuery;
import io.allocator.api.query.GetAttentionQuery;
import io.allocator.api.query.GetLagQuery;
import io.allocator.api.query.GetOperationsQuery;
import io.allocator.api.query.GetOverviewQuery;
import io.allocator.api.query.HistoryEntryView;
import io.allocator.api.query.HistoryView;
import io.allocator.api.query.LagView;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.LineStoryView;
import io.allocator.api.query.LineView;
import io.allocator.api.query.LinesView;
import io.allocator.api.query.OperationsView;
import io.allocator.api.query.OverviewView;
import io.allocator.api.query.ProductPosition;
import io.allocator.api.query.ProductSummaryView;
import io.allocator.api.query.ProductView;
import io.allocator.api.query.ProductsView;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers every query that pages ask, with a made-up shop; or as a read side without its database. */
class SampleAnswers {

    static final String ODD = "Ü/50% \"<b>&'{x}";
    static final LagView BEHIND = new LagView(List.of(new LagView.View("allocations", 0, 0),
            new LagView.View("batches", 1, 80), new LagView.View("history", 1_204, 3_240),
            new LagView.View("products", 0, 0)));
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 10);

    private volatile boolean databaseAway;
    private volatile boolean empty;
    private volatile @Nullable LagView lag = BEHIND;

    void databaseIsAway(boolean away) {
        databaseAway = away;
    }

    void nothingIsThere(boolean nothing) {
        empty = nothing;
    }

    /** How far the views are behind; {@code null} when it cannot be told. */
    void lagIs(@Nullable LagView views) {
        lag = views;
    }

    @QueryHandler
    LagView lag(GetLagQuery query) throws SQLTransientConnectionException {
        var views = lag;
        if (views == null) {
            throw new SQLTransientConnectionException("no connection to the log within 3 s");
        }
        return views;
    }

    @QueryHandler
    OperationsView operations(GetOperationsQuery query) throws SQLTransientConnectionException {
        reachDatabase();
        var owner = List.of(new OperationsView.Segment(0, "4711@node-1/0b5e", 313_178));
        return new OperationsView(List.of(
                new OperationsView.View("allocations", true, owner, 0, null, null),
                new OperationsView.View("batches", true, owner, empty ? 0 : 2, Instant.now(), null),
                new OperationsView.View("history", false,
                        List.of(new OperationsView.Segment(0, null, 311_974)), 0, null, null),
                new OperationsView.View("products", true, owner, 0, null,
                        empty ? null : new OperationsView.Rebuild(Instant.now(), 156_589, 1))));
    }

    @QueryHandler
    DeadLettersView deadLetters(FindDeadLettersQuery query) {
        var now = Instant.now();
        return new DeadLettersView(empty
                ? List.of()
                : Stream.of(ODD, "85123A").map(sku -> new DeadLettersView.Sequence("batches", sku,
                        now.minus(3, ChronoUnit.HOURS), 4, now,
                        "IllegalStateException: Of 1 rows to change 0 are there; no event has made the others known",
                        new DeadLettersView.FirstEvent(118_204, 17, "LineMoved", now), 1_031)).toList(),
                false);
    }

    @QueryHandler
    OverviewView overview(GetOverviewQuery query) throws SQLTransientConnectionException {
        reachDatabase();
        return empty
                ? new OverviewView(0, 0, 0, 0, 0, 0, Map.of())
                : new OverviewView(4_069, 20_400, 1_874_332, 902_118, 41_207, 655_090, Map.of(LineStatus.ALLOCATED,
                        112_402L, LineStatus.BACKORDERED, 3_871L, LineStatus.SHIPPED, 79_875L));
    }

    @QueryHandler
    AttentionView attention(GetAttentionQuery query) {
        if (empty) {
            return new AttentionView(List.of(), List.of(), List.of());
        }
        return new AttentionView(
                List.of(summary("WHITE HANGING HEART T-LIGHT HOLDER", 0, 2_400, 812), summary("85123A", 0, 900, 77)),
                List.of(new BatchView("22423-2011-02-SEA", "22423", query.today().minusDays(12), 500, 420, 0, 80),
                        new BatchView("84879-2011-03-SEA", "84879", query.today().minusDays(1), 90, 0, 0, 90)),
                IntStream.range(0, 4).mapToObj(i -> new AttentionView.Waiting(
                        new BackorderView("53637" + i, "POST", "1", 3 + i), Instant.now().minus(9L - i,
                                ChronoUnit.DAYS)))
                        .toList());
    }

    @QueryHandler
    ActivityView activity(GetActivityQuery query) {
        if (empty) {
            return new ActivityView(List.of(), List.of());
        }
        return new ActivityView(
                IntStream.range(0, 60).filter(i -> i % 7 != 3)
                        .mapToObj(i -> new ActivityView.Minute(query.from().plus(i, ChronoUnit.MINUTES),
                                40 + (i * 37) % 60, (i * 13) % 9, 2, 1, (i * 23) % 31))
                        .toList(),
                entries("85123A", 15));
    }

    @QueryHandler
    ProductsView products(FindProductsQuery query) {
        if (empty) {
            return new ProductsView(List.of(), null);
        }
        var names = Stream.concat(Stream.of(ODD, "BANK CHARGES", "POST"),
                IntStream.range(0, 120).mapToObj(i -> "SKU-%03d".formatted(i)));
        var part = query.part();
        var from = query.after();
        var rows = names.filter(n -> part == null || n.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
                .sorted().filter(n -> from == null || n.compareTo(from.sku()) > 0)
                .map(n -> summary(n, Math.floorMod(n.hashCode(), 5) * 12_345L, 120 + n.length() * 7L, 30)).toList();
        var page = rows.stream().limit(query.limit()).toList();
        return new ProductsView(page, rows.size() > page.size()
                ? new ProductPosition(7, page.getLast().sku())
                : null);
    }

    @QueryHandler
    Optional<ProductView> product(FindProductQuery query) throws SQLTransientConnectionException {
        reachDatabase();
        if (query.sku().startsWith("NO")) {
            return Optional.empty();
        }
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        return Optional.of(new ProductView(query.sku(), 1_130, 420, 55, 300, 410,
                List.of(new BatchView("wh-1", query.sku(), null, 500, 150, 300, 50),
                        new BatchView("wh-2", query.sku(), null, 30, 30, 0, 0),
                        new BatchView("sea-0", query.sku(), today.minusDays(4), 100, 90, 0, 10),
                        new BatchView("sea-1", query.sku(), today.plusDays(9), 200, 100, 0, 100),
                        new BatchView("sea-2", query.sku(), today.plusDays(40), 300, 50, 0, 250))));
    }

    @QueryHandler
    Optional<BatchView> batch(FindBatchQuery query) {
        return query.reference().equals("NO-SKU-1")
                ? Optional.of(new BatchView("NO-SKU-1", "85123A", null, 500, 150, 300, 50))
                : Optional.empty();
    }

    @QueryHandler
    Optional<AvailabilityView> availability(FindAvailabilityQuery query) {
        return Optional.of(new AvailabilityView(query.sku(), 50,
                List.of(new AvailabilityView.Day(query.today(), 10, 60),
                        new AvailabilityView.Day(query.today().plusDays(9), 200, 150),
                        new AvailabilityView.Day(query.today().plusDays(40), 300, 400)),
                List.of(), 55));
    }

    @QueryHandler
    LinesView lines(FindLinesQuery query) {
        return new LinesView(IntStream.range(0, 25).mapToObj(i -> new LineView("order " + (query.after() + i + 1),
                "85123A", "1", 1 + i * 3, i % 5 == 4 ? LineStatus.BACKORDERED : LineStatus.ALLOCATED,
                i % 5 == 4 ? null : i % 3 == 0 ? "sea-1" : "wh-1", i % 3 == 0 ? TODAY : null)).toList(),
                query.after() > 60 ? null : query.after() + 25);
    }

    @QueryHandler
    Optional<HistoryView> history(FindHistoryQuery query) {
        return Optional.of(new HistoryView(entries(query.sku(), query.limit()),
                query.before() == FindHistoryQuery.END ? Long.valueOf(40) : null));
    }

    @QueryHandler
    List<AllocationView> order(FindAllocationsQuery query) {
        if (query.orderId().startsWith("NO") && !query.orderId().equals("NOT-A-SKU")) {
            return List.of();
        }
        return List.of(new AllocationView("85123A", "1", 6, LineStatus.SHIPPED, "wh-1", null),
                new AllocationView("85123A", "2", 12, LineStatus.ALLOCATED, "sea-1", TODAY),
                new AllocationView("BANK CHARGES", "1", 1, LineStatus.BACKORDERED, null, null),
                new AllocationView(ODD, "1", 144, LineStatus.ALLOCATED, "wh-1", null));
    }

    @QueryHandler
    Optional<LineStoryView> story(FindLineStoryQuery query) {
        return query.orderId().equals("NO-LINES") || query.lineId().equals("99")
                ? Optional.empty()
                : Optional.of(new LineStoryView(query.orderId(), query.sku(), query.lineId(), 12, "ALLOCATED", "sea-1",
                        TODAY, entries(query.sku(), 4)));
    }

    @QueryHandler
    BackordersView backorders(FindBackordersQuery query) {
        if (empty || "NOBODY".equals(query.sku())) {
            return new BackordersView(List.of(), null);
        }
        return new BackordersView(IntStream.range(0, query.limit()).mapToObj(i -> new BackorderView(
                "5364" + (query.after() + i + 1), query.sku() == null ? i % 4 == 0 ? ODD : "22423" : query.sku(), "1",
                5 + i)).toList(), query.after() > 60 ? null : query.after() + query.limit());
    }

    private static ProductSummaryView summary(String sku, long available, long shipped, long backordered) {
        return new ProductSummaryView(sku, available + shipped + 321, 321, backordered, shipped, available, 5);
    }

    private static List<HistoryEntryView> entries(String sku, int count) {
        var types = List.of("LineAllocated", "LineBackordered", "LineMoved", "LineShipped", "BatchAdded",
                "BatchEtaChanged", "ShortageStarted", "LineReleased");
        return IntStream.range(0, count).mapToObj(i -> {
            var type = types.get(i % types.size());
            return new HistoryEntryView(100L - i, Instant.now().minus(i * 7L, ChronoUnit.MINUTES), type,
                    switch (type) {
                        case "LineAllocated" -> "6 units of order 536365 were put on batch wh-1, in the warehouse";
                        case "BatchAdded" -> "Batch sea-2 of 300 units was added, to arrive on 2027-04-19";
                        default -> "Something happened to 12 units of order 536366";
                    }, sku, i % 2 == 0 ? "import" : null, type.startsWith("Line")
                            ? Map.of("orderid", "536365", "lineid", "1", "qty", 6)
                            : Map.of("ref", "sea-2"));
        }).toList();
    }

    private void reachDatabase() throws SQLTransientConnectionException {
        if (databaseAway) {
            throw new SQLTransientConnectionException("no connection within 3 s");
        }
    }
}
