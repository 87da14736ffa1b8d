package io.allocator.benchmarks.reading;

import io.allocator.benchmarks.load.Answered;
import io.allocator.benchmarks.load.LoadGenerator;
import io.allocator.benchmarks.load.LoadPlan;
import io.allocator.benchmarks.loading.Node;
import io.allocator.benchmarks.report.BarChart;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Median;
import io.allocator.benchmarks.report.Verdict;
import io.allocator.benchmarks.systems.Contender;
import io.allocator.benchmarks.systems.DurablePostgres;
import io.allocator.benchmarks.systems.ServerProgram;
import io.allocator.benchmarks.systems.Settings;
import io.allocator.benchmarks.systems.ViewPositions;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How fast all views are made from a real shop's half year, and how fast the read side answers then. The yardsticks are
 * answers of the same server from memory, of the usual size of each kind, in the same rounds.
 */
public final class Reading {

    private static final String FROM_MEMORY = " from memory";
    private static final String DATABASE = "reading";
    private static final double LEAST_EVENTS_PER_SECOND = 30_000;
    private static final double LEAST_OF_YARDSTICK = 0.6;
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    /** The endpoints that answer for one key; the middle one's yardstick is that of all others, too. */
    private static final List<String> BY_KEY = List.of("GET /batches/{ref}", "GET /products/{sku}",
            "GET /allocations/{orderid}");

    private static final String WHILE_CHANGING = String.format(Locale.ROOT, ", %,d changed a second",
            Changing.KEYS_PER_SECOND);

    private static final String BATCHES = "SELECT reference FROM read_model.batch";
    private static final String SKUS = "SELECT sku FROM read_model.product";
    private static final String ORDERS = "SELECT DISTINCT order_id FROM read_model.allocation";

    private final Settings settings;
    private final DurablePostgres postgres;
    private final JdbcClient sql;

    /**
     * How an endpoint answered in one round.
     *
     * @param server processors that it kept busy, of those the machine has
     * @param postgres likewise
     */
    private record Turn(Answered answered, double server, double postgres) {

        double generator() {
            return answered.generatorCpuSeconds() / answered.seconds();
        }
    }

    /** How one endpoint answered. */
    private record Endpoint(String name, double perSecond, double p50, double p99, long failures, double server,
            double postgres, double generator) {

        static Endpoint of(String name, List<Turn> turns) {
            var runs = turns.stream().map(Turn::answered).toList();
            var micros = Answered.together(runs);
            return new Endpoint(name,
                    Median.of(runs.stream().map(Answered::perSecond).toList()),
                    micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3,
                    runs.stream().mapToLong(Answered::failures).sum(), mean(turns, Turn::server),
                    mean(turns, Turn::postgres), mean(turns, Turn::generator));
        }

        private static double mean(List<Turn> turns, ToDoubleFunction<Turn> figure) {
            return turns.stream().mapToDouble(figure).average().orElseThrow();
        }
    }

    /**
     * What is told.
     *
     * @param events in the log
     * @param batches of a product, on average
     * @param lines of an order, on average
     * @param startSeconds of a program that finds no events to take in
     * @param firstSeconds from the start of a program on empty tables until all views have taken in all events
     * @param rebuildSeconds until a program that runs has made all views again, from being asked to until the last has changed
     *            places
     * @param endpoints how each answered
     */
    private record Figures(long events, int batches, int lines, double startSeconds, double firstSeconds,
            double rebuildSeconds, List<Endpoint> endpoints) {

        double eventsPerSecond() {
            return events / rebuildSeconds;
        }
    }

    private Reading(Settings settings, DurablePostgres postgres) {
        this.settings = settings;
        this.postgres = postgres;
        this.sql = postgres.sql(DATABASE);
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres) throws Exception {
        var url = postgres.create(DATABASE);
        try (var node = new Node(url)) {
            var commands = RealOperations.run(node, settings.data());
            System.out.printf(Locale.ROOT, "%,d commands decided, for views to be made of%n", commands);
        }
        return text(new Reading(settings, postgres).figures());
    }

    private Figures figures() throws IOException, InterruptedException {
        postgres.checkpoint();
        var events = sql.sql("SELECT count(*) FROM event_store.domain_event").query(Long.class).single();
        var begin = System.nanoTime();
        double first;
        double rebuild;
        try (var program = start(0, 0)) {
            var _ = program.awaitReady();
            var views = new ViewPositions(program.uri());
            while (!views.areAtTheEnd()) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            first = secondsSince(begin);
            System.out.printf(Locale.ROOT, "all views of %,d events in %.1f s%n", events, first);
            postgres.checkpoint();
            rebuild = views.rebuildAll().toNanos() / 1e9;
            System.out.printf(Locale.ROOT, "all views of %,d events again in %.1f s%n", events, rebuild);
        }
        sql.sql("VACUUM (ANALYZE)").update();
        var batches = number("SELECT round(avg(batches)) FROM read_model.product");
        var lines = number("SELECT round(count(*)::numeric / count(DISTINCT order_id)) FROM read_model.allocation");
        try (var program = start(batches, lines); var generator = LoadGenerator.start()) {
            var again = program.awaitReady().toNanos() / 1e9;
            return new Figures(events, batches, lines, again, first, rebuild, endpoints(program, generator));
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private int number(String query) {
        return sql.sql(query).query(Integer.class).single();
    }

    /** As large as the answers from memory are to be. */
    private ServerProgram start(int batches, int lines) throws IOException {
        return ServerProgram.main(settings, "reading-query-side", ReadingServer.class, "query-side",
                Contender.environment(postgres.url(DATABASE)), "--" + FromMemory.BATCHES + "=" + batches,
                "--" + FromMemory.LINES + "=" + lines);
    }

    private List<Endpoint> endpoints(ServerProgram program, LoadGenerator generator) throws IOException {
        var files = pathFiles();
        var seconds = Math.max(1, settings.seconds() / 2);
        for (var file : files.values()) {
            var _ = generator
                    .run(LoadPlan.reads(program.port(), file, 0, settings.warmUpSeconds() * 2_000L / files.size()));
        }
        var turns = new LinkedHashMap<String, List<Turn>>();
        for (var round = 1; round <= settings.rounds(); round++) {
            for (var file : files.entrySet()) {
                var plan = LoadPlan.reads(program.port(), file.getValue(), settings.leadMillis() / 2, seconds * 1_000L);
                turns.computeIfAbsent(file.getKey(), _ -> new ArrayList<>()).add(turn(program, generator, plan));
                if (BY_KEY.contains(file.getKey())) {
                    try (var _ = changing(file.getKey())) {
                        turns.computeIfAbsent(file.getKey() + WHILE_CHANGING, _ -> new ArrayList<>())
                                .add(turn(program, generator, plan));
                    }
                }
            }
        }
        return turns.entrySet().stream().map(turn -> Endpoint.of(turn.getKey(), turn.getValue())).toList();
    }

    /** Each row becomes what it was: it is written all the same. */
    private Changing changing(String endpoint) {
        return switch (BY_KEY.indexOf(endpoint)) {
            case 0 -> Changing.start(sql,
                    "UPDATE read_model.batch SET allocated = allocated WHERE reference = ANY (?)", keys(BATCHES));
            case 1 -> Changing.start(sql, "UPDATE read_model.product SET batches = batches WHERE sku = ANY (?)",
                    keys(SKUS));
            default -> Changing.start(sql,
                    "UPDATE read_model.allocation SET quantity = quantity WHERE order_id = ANY (?)", keys(ORDERS));
        };
    }

    private Turn turn(ServerProgram program, LoadGenerator generator, LoadPlan plan) throws IOException {
        var begin = System.nanoTime();
        var server = program.cpuSeconds();
        var database = postgres.cpuSeconds();
        var answered = generator.run(plan);
        var wall = secondsSince(begin);
        return new Turn(answered, (program.cpuSeconds() - server) / wall, (postgres.cpuSeconds() - database) / wall);
    }

    private Map<String, String> pathFiles() throws IOException {
        var files = new LinkedHashMap<String, String>();
        for (var endpoint : paths().entrySet()) {
            var file = settings.work().resolve("paths-" + files.size() + ".txt");
            files.put(endpoint.getKey(), Files.write(file, endpoint.getValue()).toString());
        }
        return files;
    }

    private Map<String, List<String>> paths() {
        var skus = names(SKUS);
        var batches = names(BATCHES);
        var orders = names(ORDERS);
        var paths = new LinkedHashMap<String, List<String>>();
        var byKey = List.of(each(batches, "/batches/%s"), each(skus, "/products/%s"), each(orders, "/allocations/%s"));
        for (var n = 0; n < BY_KEY.size(); n++) {
            paths.put(BY_KEY.get(n) + FROM_MEMORY, byKey.get(n).stream().map(path -> "/from-memory" + path).toList());
            paths.put(BY_KEY.get(n), byKey.get(n));
        }
        paths.put("GET /overview", List.of("/overview"));
        paths.put("GET /products?sort=-available&limit=50", List.of("/products?sort=-available&limit=50"));
        paths.put("GET /products?q=..&limit=50",
                IntStream.range(20, 100).mapToObj(n -> "/products?limit=50&q=" + n).toList());
        paths.put("GET /products/{sku}/history?limit=50", each(skus, "/products/%s/history?limit=50"));
        paths.put("GET /products/{sku}/availability", each(skus, "/products/%s/availability"));
        paths.put("GET /backorders?limit=50", List.of("/backorders?limit=50"));
        paths.put("GET /allocations?sku=..&limit=50", each(skus, "/allocations?limit=50&sku=%s"));
        paths.put("GET /ui", List.of("/ui"));
        paths.put("GET /ui/products", List.of("/ui/products"));
        return paths;
    }

    private static List<String> each(List<String> names, String path) {
        return names.stream().map(name -> path.replace("%s", name)).toList();
    }

    private List<String> keys(String query) {
        return sql.sql(query).query((row, _) -> row.getString(1)).list();
    }

    private List<String> names(String query) {
        return keys(query).stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")).toList();
    }

    private static double yardstick(Endpoint endpoint, Map<String, Double> perSecond) {
        var its = endpoint.name.endsWith(FROM_MEMORY)
                ? endpoint.name
                : endpoint.name.replace(WHILE_CHANGING, "") + FROM_MEMORY;
        return Objects.requireNonNull(perSecond.containsKey(its)
                ? perSecond.get(its)
                : perSecond.get(BY_KEY.get(1) + FROM_MEMORY));
    }

    private static Measured text(Figures figures) {
        var text = new StringBuilder(String.format(Locale.ROOT,
                """
                        All views of %,d events: %.1f s, %,.0f events/s, by a program that runs and is asked to make them again; \
                        %.1f s from the start of a program on empty tables. (With nothing to take in it is ready after %.1f s.) \
                        From memory: a product of %d batches, an order of %d lines.

                        | at %d connections | answers/s | x from memory | p50, ms | p99, ms | failed | processors: server, PostgreSQL, generator |
                        |---|---:|---:|---:|---:|---:|---|
                        """,
                figures.events, figures.rebuildSeconds, figures.eventsPerSecond(), figures.firstSeconds,
                figures.startSeconds, figures.batches, figures.lines, LoadPlan.CONNECTIONS));
        var perSecond = figures.endpoints.stream().collect(Collectors.toMap(Endpoint::name, Endpoint::perSecond));
        var verdicts = new ArrayList<Verdict>();
        var bars = new LinkedHashMap<String, Double>();
        verdicts.add(Verdict.atLeast(LEAST_EVENTS_PER_SECOND, "rebuild of all views, events a second",
                figures.eventsPerSecond()));
        for (var e : figures.endpoints) {
            var yardstick = yardstick(e, perSecond);
            text.append(String.format(Locale.ROOT, "| %s | %,.0f | %.2f | %.1f | %.1f | %d | %.2f, %.2f, %.2f |%n",
                    e.name, e.perSecond, e.perSecond / yardstick, e.p50, e.p99, e.failures, e.server, e.postgres,
                    e.generator));
            if (BY_KEY.contains(e.name)) {
                verdicts.add(Verdict.atLeast(LEAST_OF_YARDSTICK, e.name + " / from memory", e.perSecond / yardstick));
            }
            if (BY_KEY.contains(e.name) || e.name.endsWith(FROM_MEMORY)) {
                bars.put(e.name.replace("GET ", ""), e.perSecond);
            }
        }
        return new Measured(Map.of("reading", figures, "verdicts", verdicts), text + Verdict.table(verdicts),
                Map.of("reads.svg", BarChart.draw("Reads by key, answers a second", Map.of("", bars))));
    }
}
