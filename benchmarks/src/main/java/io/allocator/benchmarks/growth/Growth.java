package io.allocator.benchmarks.growth;

import io.allocator.benchmarks.growth.History.Extent;
import io.allocator.benchmarks.growth.History.Lines;
import io.allocator.benchmarks.imports.Importer;
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
import io.allocator.benchmarks.systems.ServerProgram;
import io.allocator.benchmarks.systems.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Commands and imports on a log that is short, long and very long. One program, warm, is given each history in its turn, of
 * SKUs that it has never had in memory. Commands touch them before anything is counted. What is imported is of other SKUs:
 * there the history is the size of the tables.
 */
public final class Growth {

    private static final double LEAST = 0.95;
    private static final int SKUS = 200;
    private static final int SKUS_BY_ZIPF = 4_000;
    private static final int TOUCHES_PER_SKU = 10;
    private static final String DATABASE = "growth";
    private static final String IMPORT = "import";
    /** The setting that names some of them. */
    private static final String HISTORIES = "histories";
    private static final List<String> ALL_HISTORIES = Stream
            .concat(Arrays.stream(Shape.values()).map(shape -> shape.name().toLowerCase(Locale.ROOT)),
                    Stream.of(IMPORT))
            .toList();

    private final Settings settings;
    private final DurablePostgres postgres;
    private final LoadGenerator generator;
    private final History history;
    private final ServerProgram program;
    private final Importer importer;
    private final Map<String, NavigableMap<Long, List<Turn>>> turns = new LinkedHashMap<>();

    private enum Shape {
        MANY_SKUS("200 SKUs", Workload.ALLOCATE, Growth.SKUS, Lines.SHIPPED),
        ZIPF("4,000 SKUs, Zipf", Workload.ALLOCATE_ZIPF, SKUS_BY_ZIPF, Lines.SHIPPED),
        MIXED("release and cut", Workload.MIXED, Growth.SKUS, Lines.RELEASED),
        ONE_SKU("one SKU, shipped", Workload.ALLOCATE, 1, Lines.SHIPPED),
        ONE_SKU_OPEN("one SKU, open", Workload.ALLOCATE, 1, Lines.OPEN);

        private final String title;
        private final Workload workload;
        private final int skus;
        private final Lines lines;

        Shape(String title, Workload workload, int skus, Lines lines) {
            this.title = title;
            this.workload = workload;
            this.skus = skus;
            this.lines = lines;
        }

        Extent extent(String names, int size) {
            return new Extent(names, skus, skus == 1 ? size : Sizes.linesPerSku(size, skus), lines);
        }
    }

    /** What came of one history in one round; of an import there are no single answers. */
    private record Turn(long events, double perSecond, List<Answered> answered) {}

    /**
     * What is told.
     *
     * @param shape of the history
     * @param size of it
     * @param events in the log at the beginning
     * @param perSecond allocations or imported lines, the median of the rounds
     * @param rounds allocations or lines in a second, of each round
     * @param p50 in milliseconds; of single answers only
     * @param p99 in milliseconds; of single answers only
     */
    private record Point(String shape, long size, long events, double perSecond, List<Double> rounds,
            @Nullable Double p50, @Nullable Double p99) {

        static Point of(String shape, long size, List<Turn> turns) {
            var rounds = turns.stream().map(Turn::perSecond).toList();
            var answered = turns.stream().flatMap(turn -> turn.answered().stream()).toList();
            var micros = Answered.together(answered);
            return new Point(shape, size, turns.getFirst().events(), Median.of(rounds), rounds,
                    answered.isEmpty() ? null : micros.getValueAtPercentile(50) / 1e3,
                    answered.isEmpty() ? null : micros.getValueAtPercentile(99) / 1e3);
        }
    }

    private Growth(Settings settings, DurablePostgres postgres, LoadGenerator generator, ServerProgram program)
            throws IOException {
        this.settings = settings;
        this.postgres = postgres;
        this.generator = generator;
        this.program = program;
        this.history = new History(postgres.sql(DATABASE), program.uri());
        this.importer = Importer.to(program.uri(), settings.data());
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        var environment = Contender.environment(postgres.create(DATABASE));
        try (var generator = LoadGenerator.start();
                var program = Contender.commandSide(settings, "growth-command-side", environment)) {
            var _ = program.awaitReady();
            return new Growth(settings, postgres, generator, program).measured();
        }
    }

    private Measured measured() throws IOException, InterruptedException {
        warmUp();
        history.prepare();
        for (var round = 1; round <= settings.rounds(); round++) {
            var sizes = Sizes.inRound(round, settings);
            for (var name : settings.names(HISTORIES, ALL_HISTORIES)) {
                for (var size : sizes) {
                    if (name.equals(IMPORT)) {
                        turnOfImport(size, round);
                    } else {
                        turn(Shape.valueOf(name.toUpperCase(Locale.ROOT)), size, round);
                    }
                }
            }
        }
        return text(turns.entrySet().stream().flatMap(shape -> shape.getValue().entrySet().stream()
                .map(size -> Point.of(shape.getKey(), size.getKey(), size.getValue()))).toList());
    }

    private void warmUp() throws IOException, InterruptedException {
        for (var workload : List.of(Workload.ALLOCATE, Workload.MIXED)) {
            var names = "warm-" + workload.name().toLowerCase(Locale.ROOT);
            generator.addBatches(program.port(), workload, names, SKUS);
            var _ = generator.run(LoadPlan.forTime(program.port(), workload, names, SKUS, 0,
                    settings.warmUpSeconds() * 1_000L / 2));
        }
        importer.warmUp(Duration.ofSeconds(settings.warmUpSeconds() / 3));
    }

    private void turn(Shape shape, int size, int round) throws IOException, InterruptedException {
        var names = "%s-%d-%d".formatted(shape, size, round).toLowerCase(Locale.ROOT);
        var extent = shape.extent(names, size);
        var events = history.write(extent);
        var plan = LoadPlan.forTime(program.port(), shape.workload, names, shape.skus, settings.leadMillis(),
                settings.seconds() * 1_000L);
        history.ensureKnown(extent);
        var touched = withoutFailures(generator.run(plan.limitedTo((long) TOUCHES_PER_SKU * shape.skus, "touch")));
        postgres.checkpoint();
        var answered = withoutFailures(generator.run(plan));
        add(shape.title, size, new Turn(events, answered.perSecond(), List.of(answered)));
        System.out.printf(Locale.ROOT, "%s, %,d: %,d events, touched in %.1f s, %,.0f/s %s%n", shape.title, size,
                events, touched.seconds(), answered.perSecond(), answered.byStatus());
    }

    /** One that refuses is soon done. */
    private static Answered withoutFailures(Answered answered) throws IOException {
        if (answered.failures() > 0) {
            throw new IOException("Commands were answered " + answered.byStatus());
        }
        return answered;
    }

    private void turnOfImport(int size, int round) throws IOException, InterruptedException {
        var names = "import-%d-%d-".formatted(size, round);
        var extent = new Extent(names, SKUS, Sizes.linesPerSku(size, SKUS), Lines.SHIPPED);
        var events = history.write(extent);
        history.ensureKnown(extent);
        postgres.checkpoint();
        var _ = importer.batches(names);
        var lines = importer.lines(names);
        add(IMPORT, size, new Turn(events, lines.perSecond(), List.of()));
        System.out.printf(Locale.ROOT, "%s, %,d: %,d events, %,.0f lines/s%n", IMPORT, size, events,
                lines.perSecond());
    }

    private void add(String shape, long size, Turn turn) {
        turns.computeIfAbsent(shape, _ -> new TreeMap<>()).computeIfAbsent(size, _ -> new ArrayList<>()).add(turn);
    }

    private static Measured text(List<Point> points) {
        var text = new StringBuilder(
                """
                        | history | events; of one SKU, lines | events at the beginning | answers or lines/s | rounds | p50, ms | p99, ms |
                        |---|---:|---:|---:|---|---:|---:|
                        """);
        var lines = new LinkedHashMap<String, NavigableMap<Long, Double>>();
        var shortest = new LinkedHashMap<String, Point>();
        var verdicts = new ArrayList<Verdict>();
        for (var point : points) {
            text.append(String.format(Locale.ROOT, "| %s | %,d | %,d | %,.0f | %s | %s | %s |%n", point.shape,
                    point.size, point.events, point.perSecond,
                    String.join(" ", point.rounds.stream().map(r -> String.format(Locale.ROOT, "%,.0f", r)).toList()),
                    millis(point.p50), millis(point.p99)));
            lines.computeIfAbsent(point.shape, _ -> new TreeMap<>()).put(point.size, point.perSecond);
            var first = shortest.computeIfAbsent(point.shape, _ -> point);
            if (!first.equals(point)) {
                verdicts.add(Verdict.atLeast(LEAST, String.format(Locale.ROOT, "%s: at %,d / at %,d", point.shape,
                        point.size, first.size), Median.ofRatios(point.rounds, first.rounds)));
            }
        }
        return new Measured(Map.of("points", points, "verdicts", verdicts), text + Verdict.table(verdicts),
                Map.of("growth.svg", LineChart.draw("Answers or imported lines a second over a growing history",
                        "events of history, lines (one SKU)", lines)));
    }

    private static String millis(@Nullable Double figure) {
        return figure == null ? "-" : String.format(Locale.ROOT, "%.1f", figure);
    }
}
