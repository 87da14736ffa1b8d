package io.allocator.benchmarks.growth;

import io.allocator.benchmarks.growth.History.Extent;
import io.allocator.benchmarks.load.Answered;
import io.allocator.benchmarks.load.LoadGenerator;
import io.allocator.benchmarks.load.LoadPlan;
import io.allocator.benchmarks.load.Workload;
import io.allocator.benchmarks.report.LineChart;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Median;
import io.allocator.benchmarks.report.Verdict;
import io.allocator.benchmarks.systems.Contender;
import io.allocator.benchmarks.systems.DurablePostgres;
import io.allocator.benchmarks.systems.RunningSystem;
import io.allocator.benchmarks.systems.ServerProgram;
import io.allocator.benchmarks.systems.Settings;
import io.allocator.benchmarks.visibility.VisibleTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * The read side on a log that is short, long and very long: reads by key, the time from committed to visible, and making all
 * views again. There is a database and a pair of programs for each length; all run, and have their turns one after the other.
 */
public final class ViewGrowth {

    private static final double LEAST = 0.95;
    private static final double LEAST_EVENTS_PER_SECOND = 30_000;
    /** Shorter logs are not judged: their views are made before the program is warm. */
    private static final long LEAST_EVENTS = 100_000;

    private static final int SKUS = 200;
    private static final int LINES_OF_AN_ORDER = 20;
    /** As many as there are in the shortest log: callers who ask for the same at the same time share a read. */
    private static final int ORDERS = 20;
    private static final String ORDER = "GET /allocations/{orderid}";
    /** Ever more keys in ever longer logs: told, but not judged by the figure for twenty. */
    private static final String ANY_ORDER = ORDER + " of all orders";
    private static final List<String> ENDPOINTS = List.of("GET /batches/{ref}", "GET /products/{sku}", ORDER,
            ANY_ORDER);
    private static final String PAST = "past";
    private static final String VISIBLE = "from committed to visible, ms, p50";
    private static final String VISIBLE_P99 = "from committed to visible, ms, p99";
    private static final String REBUILT = "all views again, events/s";

    private final Settings settings;
    private final DurablePostgres postgres;
    private final LoadGenerator generator;
    /** By what is measured, then by the length of the log. */
    private final Map<String, NavigableMap<Long, List<Double>>> figures = new LinkedHashMap<>();
    private final Map<Integer, Histogram> visible = new TreeMap<>();
    private final List<ServerProgram> programs = new ArrayList<>();

    /**
     * A log of some length, and those who have made views of it.
     *
     * @param size events as asked for
     * @param events that it really began with
     * @param system both sides
     * @param paths by endpoint, a file of paths to ask for
     */
    private record Log(int size, long events, RunningSystem system, Map<String, String> paths) {

        int readPort() {
            return system.programs().getLast().port();
        }
    }

    /** What is told: the median of the rounds; of a percentile over all of them there is one. */
    private record Point(String what, long size, double figure, List<Double> rounds) {}

    private ViewGrowth(Settings settings, DurablePostgres postgres, LoadGenerator generator) {
        this.settings = settings;
        this.postgres = postgres;
        this.generator = generator;
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        try (var generator = LoadGenerator.start()) {
            var growth = new ViewGrowth(settings, postgres, generator);
            try {
                return growth.measured();
            } finally {
                growth.programs.reversed().forEach(ServerProgram::close);
            }
        }
    }

    /** A log is written before its query side is started: how fast that takes it in is not measured here. */
    private Log log(int size) throws IOException, InterruptedException {
        var database = "growth-views-" + size;
        var environment = Contender.environment(postgres.create(database));
        var sql = postgres.sql(database);
        var writer = Contender.commandSide(settings, database + "-command-side", environment);
        programs.add(writer);
        var _ = writer.awaitReady();
        var history = new History(sql, writer.uri());
        history.prepare();
        var extent = new Extent(PAST, SKUS, Sizes.linesPerSku(size, SKUS), LINES_OF_AN_ORDER, History.Lines.SHIPPED);
        var events = history.write(extent);
        history.ensureKnown(extent);
        var reader = Contender.querySide(settings, database + "-query-side", environment);
        programs.add(reader);
        var _ = reader.awaitReady();
        var system = new RunningSystem(Contender.FOLLOWED, List.of(writer, reader), postgres, database);
        var took = system.awaitCaughtUp();
        System.out.printf(Locale.ROOT, "%,d events: views made in %.1f s%n", events, took.toMillis() / 1e3);
        sql.sql("VACUUM (ANALYZE)").update();
        return new Log(size, events, system, paths(size, extent));
    }

    private Map<String, String> paths(int size, Extent extent) throws IOException {
        var paths = new LinkedHashMap<String, String>();
        paths.put(ENDPOINTS.get(0), file("batches-" + size, "/batches/" + PAST + "-SKU-%d-wh", SKUS, SKUS));
        paths.put(ENDPOINTS.get(1), file("products-" + size, "/products/" + PAST + "-SKU-%d", SKUS, SKUS));
        var orders = extent.orders();
        paths.put(ORDER, file("orders-" + size, "/allocations/past-%d", Math.min(ORDERS, orders), orders));
        paths.put(ANY_ORDER, file("all-orders-" + size, "/allocations/past-%d", orders, orders));
        return paths;
    }

    /** So many keys, evenly among all there are. */
    private String file(String name, String path, int keys, int all) throws IOException {
        return Files.write(settings.work().resolve("paths-of-" + name + ".txt"),
                IntStream.range(0, keys).mapToObj(n -> path.formatted((int) ((long) n * all / keys))).toList())
                .toString();
    }

    private Measured measured() throws IOException, InterruptedException {
        var logs = new TreeMap<Integer, Log>();
        for (var size : Sizes.asked(settings)) {
            logs.put(size, log(size));
        }
        for (var log : logs.values()) {
            warmUp(log);
        }
        for (var round = 1; round <= settings.rounds(); round++) {
            var inTurn = Sizes.inRound(round, settings).stream().map(logs::get).filter(Objects::nonNull).toList();
            for (var endpoint : ENDPOINTS) {
                for (var log : inTurn) {
                    read(log, endpoint);
                }
            }
            for (var log : inTurn) {
                see(log, "visible-" + round);
            }
        }
        for (var round = 1; round <= settings.rounds(); round++) {
            for (var log : logs.values()) {
                rebuild(log);
            }
        }
        visible.forEach((size, micros) -> add(VISIBLE_P99, size, micros.getValueAtPercentile(99) / 1e3));
        return text(logs.values());
    }

    private void warmUp(Log log) throws IOException, InterruptedException {
        var millis = settings.warmUpSeconds() * 1_000L / 2;
        for (var file : log.paths.values()) {
            var answered = generator.run(LoadPlan.reads(log.readPort(), file, 0, millis / log.paths.size()));
            if (answered.failures() > 0) {
                throw new IOException("Reads of the past were answered " + answered.byStatus());
            }
        }
        generator.addBatches(log.system.port(), Workload.ALLOCATE, "warm", SKUS);
        var _ = generator.run(LoadPlan.paced(log.system.port(), "warm", SKUS, 2 * VisibleTimes.PER_SECOND, 0, millis));
        var _ = log.system.awaitCaughtUp();
    }

    private void read(Log log, String endpoint) throws IOException {
        var answered = generator.run(LoadPlan.reads(log.readPort(), log.paths.getOrDefault(endpoint, ""),
                settings.leadMillis() / 2, settings.seconds() * 500L));
        if (answered.failures() > 0) {
            throw new IOException(endpoint + " was answered " + answered.byStatus());
        }
        add(endpoint + ", answers/s", log.size, answered.perSecond());
        System.out.printf(Locale.ROOT, "%,d events: %s %,.0f/s%n", log.size, endpoint, answered.perSecond());
    }

    private void see(Log log, String names) throws IOException, InterruptedException {
        generator.addBatches(log.system.port(), Workload.ALLOCATE, names, SKUS);
        var _ = log.system.awaitCaughtUp();
        postgres.checkpoint();
        var micros = VisibleTimes.of(log.system, LoadPlan.paced(log.system.port(), names, SKUS, VisibleTimes.PER_SECOND,
                settings.leadMillis(), settings.seconds() * 1_000L)).fromAnswer();
        visible.computeIfAbsent(log.size, _ -> Answered.newHistogram()).add(micros);
        add(VISIBLE, log.size, micros.getValueAtPercentile(50) / 1e3);
        System.out.printf(Locale.ROOT, "%,d events: visible in %.1f ms, %.1f ms at most for 99 of 100%n", log.size,
                micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
    }

    private void rebuild(Log log) throws IOException, InterruptedException {
        var events = postgres.sql(log.system.database()).sql("SELECT count(*) FROM event_store.domain_event")
                .query(Long.class).single();
        postgres.checkpoint();
        var seconds = log.system.views().rebuildAll().toNanos() / 1e9;
        add(REBUILT, log.size, events / seconds);
        System.out.printf(Locale.ROOT, "all views of %,d events again in %.1f s%n", events, seconds);
    }

    private void add(String what, long size, double figure) {
        figures.computeIfAbsent(what, _ -> new TreeMap<>()).computeIfAbsent(size, _ -> new ArrayList<>()).add(figure);
    }

    private Measured text(Collection<Log> logs) {
        var points = figures.entrySet().stream().flatMap(what -> what.getValue().entrySet().stream()
                .map(size -> new Point(what.getKey(), size.getKey(), Median.of(size.getValue()), size.getValue())))
                .toList();
        var text = new StringBuilder("| what | history, events | figure | rounds |\n|---|---:|---:|---|\n");
        points.forEach(point -> text.append(String.format(Locale.ROOT, "| %s | %,d | %s | %s |%n", point.what,
                point.size, rounded(point.figure), String.join(" ", point.rounds.stream().map(ViewGrowth::rounded)
                        .toList()))));
        var verdicts = verdicts(points);
        var reads = new LinkedHashMap<String, NavigableMap<Long, Double>>();
        points.stream().filter(point -> isRead(point)).forEach(point -> reads
                .computeIfAbsent(point.what.replace("GET ", "").replace(", answers/s", ""), _ -> new TreeMap<>())
                .put(point.size, point.figure));
        return new Measured(Map.of("points", points, "events", logs.stream().map(Log::events).toList(), "verdicts",
                verdicts), text + Verdict.table(verdicts),
                Map.of("growth-reads.svg", LineChart.draw("Reads by key over a growing log, answers a second",
                        "events in the log", reads)));
    }

    private static boolean isRead(Point point) {
        return point.what.startsWith("GET ");
    }

    private static List<Verdict> verdicts(List<Point> points) {
        var verdicts = new ArrayList<Verdict>();
        var shortest = new LinkedHashMap<String, Point>();
        for (var point : points) {
            var first = shortest.computeIfAbsent(point.what, _ -> point);
            var what = String.format(Locale.ROOT, "%s: at %,d", point.what.replace(", answers/s", ""), point.size);
            if (point.what.equals(VISIBLE)) {
                verdicts.add(Verdict.atMost(VisibleTimes.P50_AT_MOST, what, point.figure));
            } else if (point.what.equals(VISIBLE_P99)) {
                verdicts.add(Verdict.atMost(VisibleTimes.P99_AT_MOST, what, point.figure));
            } else if (point.what.equals(REBUILT) && point.size >= LEAST_EVENTS) {
                verdicts.add(Verdict.atLeast(LEAST_EVENTS_PER_SECOND, what, point.figure));
            } else if (isRead(point) && !point.what.startsWith(ANY_ORDER) && !first.equals(point)) {
                verdicts.add(Verdict.atLeast(LEAST, String.format(Locale.ROOT, "%s / at %,d", what, first.size),
                        Median.ofRatios(point.rounds, first.rounds)));
            }
        }
        return verdicts;
    }

    private static String rounded(double figure) {
        return String.format(Locale.ROOT, figure < 1_000 ? "%.1f" : "%,.0f", figure);
    }
}
