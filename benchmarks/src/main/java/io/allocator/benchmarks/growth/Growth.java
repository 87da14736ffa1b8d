package io.allocator.benchmarks.growth;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Single allocations on a log that is short, long and very long. One program, warm, is given each history in its turn,
 * of SKUs that it has never had in memory; they are touched before anything is counted.
 */
public final class Growth {

    private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
    private static final double LEAST = 0.95;
    private static final int SKUS = 200;
    private static final int TOUCHES_PER_SKU = 10;

    private final Settings settings;
    private final DurablePostgres postgres;
    private final LoadGenerator generator;
    private final History history;
    private final int port;
    private final Map<Shape, NavigableMap<Long, List<Answered>>> runs = new LinkedHashMap<>();

    private enum Shape {
        MANY_SKUS("200 SKUs, events in all", Growth.SKUS, History.Lines.SHIPPED),
        ONE_SKU("one SKU, lines shipped", 1, History.Lines.SHIPPED),
        ONE_SKU_OPEN("one SKU, lines open", 1, History.Lines.OPEN);

        private final String title;
        private final int skus;
        private final History.Lines lines;

        Shape(String title, int skus, History.Lines lines) {
            this.title = title;
            this.skus = skus;
            this.lines = lines;
        }

        /** A line that was shipped is two events. */
        int linesPerSku(int size) {
            return this == MANY_SKUS ? size / 2 / skus : size;
        }
    }

    /**
     * What is told.
     *
     * @param shape of the history
     * @param size of it
     * @param perSecond allocations, the median of the rounds
     * @param rounds allocations in a second, of each round
     * @param p50 in milliseconds
     * @param p99 in milliseconds
     * @param failures answers that were none of 2xx
     */
    private record Point(String shape, long size, double perSecond, List<Double> rounds, double p50, double p99,
            long failures) {

        static Point of(Shape shape, long size, List<Answered> runs) {
            var rounds = runs.stream().map(Answered::perSecond).toList();
            var micros = Answered.together(runs);
            return new Point(shape.title, size,
                    Median.of(rounds), rounds,
                    micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3,
                    runs.stream().mapToLong(Answered::failures).sum());
        }
    }

    private Growth(Settings settings, DurablePostgres postgres, LoadGenerator generator, History history, int port) {
        this.settings = settings;
        this.postgres = postgres;
        this.generator = generator;
        this.history = history;
        this.port = port;
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        var environment = Contender.environment(postgres.create("growth"));
        try (var generator = LoadGenerator.start();
                var program = Contender.commandSide(settings, "growth-command-side", environment)) {
            var _ = program.awaitReady();
            return new Growth(settings, postgres, generator, history(postgres, program), program.port()).measured();
        }
    }

    private static History history(DurablePostgres postgres, ServerProgram program) {
        return new History(postgres.sql("growth"), program.uri());
    }

    private Measured measured() throws IOException, InterruptedException {
        generator.addBatches(port, Workload.ALLOCATE, "warm", SKUS);
        var _ = generator.run(LoadPlan.forTime(port, Workload.ALLOCATE, "warm", SKUS, 0,
                settings.warmUpSeconds() * 1_000L));
        history.prepare();
        var sizes = settings.names("sizes", SIZES.stream().map(String::valueOf).toList()).stream()
                .map(Integer::parseInt).toList();
        for (var round = 1; round <= settings.rounds(); round++) {
            for (var shape : Shape.values()) {
                for (var size : sizes) {
                    turn(shape, size, round);
                }
            }
        }
        return text(runs.entrySet().stream().flatMap(shape -> shape.getValue().entrySet().stream()
                .map(size -> Point.of(shape.getKey(), size.getKey(), size.getValue()))).toList());
    }

    private void turn(Shape shape, int size, int round) throws IOException, InterruptedException {
        var names = "%s-%d-%d".formatted(shape, size, round).toLowerCase(Locale.ROOT);
        var lines = shape.linesPerSku(size);
        var events = history.write(names, shape.skus, lines, shape.lines);
        var plan = LoadPlan.forTime(port, Workload.ALLOCATE, names, shape.skus, settings.leadMillis(),
                settings.seconds() * 1_000L);
        history.ensureKnown(names, lines, shape.lines);
        var touched = generator.run(plan.limitedTo((long) TOUCHES_PER_SKU * shape.skus, "touch"));
        postgres.checkpoint();
        var answered = generator.run(plan);
        runs.computeIfAbsent(shape, _ -> new TreeMap<>()).computeIfAbsent((long) size, _ -> new ArrayList<>())
                .add(answered);
        System.out.printf(Locale.ROOT, "%s, %,d: %,d events, touched in %.1f s, %,.0f/s %s%n", shape.title, size,
                events, touched.seconds(), answered.perSecond(), answered.byStatus());
    }

    private static Measured text(List<Point> points) {
        var text = new StringBuilder("""
                | history | size | answers/s | rounds | p50, ms | p99, ms | failed |
                |---|---:|---:|---|---:|---:|---:|
                """);
        var lines = new LinkedHashMap<String, NavigableMap<Long, Double>>();
        var verdicts = new ArrayList<Verdict>();
        for (var point : points) {
            text.append(String.format(Locale.ROOT, "| %s | %,d | %,.0f | %s | %.1f | %.1f | %d |%n", point.shape,
                    point.size, point.perSecond,
                    String.join(" ", point.rounds.stream().map(r -> String.format(Locale.ROOT, "%,.0f", r)).toList()),
                    point.p50, point.p99, point.failures));
            var line = lines.computeIfAbsent(point.shape, _ -> new TreeMap<>());
            line.put(point.size, point.perSecond);
            if (line.size() > 1) {
                verdicts.add(Verdict.atLeast(LEAST, String.format(Locale.ROOT, "%s: at %,d / at %,d", point.shape,
                        point.size, line.firstKey()), point.perSecond / line.firstEntry().getValue()));
            }
        }
        return new Measured(Map.of("points", points, "verdicts", verdicts), text + Verdict.table(verdicts),
                Map.of("growth.svg", LineChart.draw("Allocations a second over a growing history",
                        "events of history (200 SKUs), lines (one SKU)", lines)));
    }
}
