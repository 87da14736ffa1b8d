package io.allocator.benchmarks.comparison;

import io.allocator.benchmarks.report.BarChart;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Median;
import io.allocator.benchmarks.report.Verdict;
import io.allocator.benchmarks.systems.Contender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The comparison as tables, charts, and what it was wanted to show. */
final class ComparisonText {

    private static final double MOST_RESIDENT_MB = 400;
    private static final double MOST_LAG_MILLIS = 1_000;

    private final Comparison.Figures figures;

    ComparisonText(Comparison.Figures figures) {
        this.figures = figures;
    }

    Measured measured() {
        var text = new StringBuilder(
                """
                        | workload | system | answers/s | x floor | rounds | p50, ms | p99, ms | p99.9, ms | max, ms | failed | \
                        processors: system, PostgreSQL, generator | reader behind, ms |
                        |---|---|---:|---:|---|---:|---:|---:|---:|---:|---|---:|
                        """);
        figures.outcomes().forEach(o -> text.append(row(o)));
        text.append("""

                | process | resident at rest, MB | under load, at most, MB | proportional (PSS), MB |
                |---|---:|---:|---:|
                """);
        figures.memory().forEach((name, m) -> text.append(String.format(Locale.ROOT, "| %s | %,d | %,d | %,d |%n", name,
                m.rest().residentMb(), m.load().residentMb(), m.load().proportionalMb())));
        text.append(Verdict.table(verdicts()));
        return new Measured(Map.of("outcomes", figures.outcomes(), "memory", figures.memory(), "verdicts", verdicts()),
                text.toString(), Map.of("throughput.svg", chart("Answers a second, 32 connections", Outcome::perSecond),
                        "latency.svg", chart("99th percentile, milliseconds: shorter is better", Outcome::p99)));
    }

    private String row(Outcome o) {
        var rounds = o.rounds().stream().map(r -> String.format(Locale.ROOT, "%,.0f", r)).toList();
        return String.format(Locale.ROOT,
                "| %s | %s | %,.0f | %s | %s | %.1f | %.1f | %.1f | %.0f | %d | %.2f, %.2f, %.2f | %s |%n", o.task(),
                o.system(), o.perSecond(),
                find(Contender.FLOOR, o.task()).map(f -> String.format(Locale.ROOT, "%.2f",
                        Median.ofRatios(o.rounds(), f.rounds()))).orElse("-"),
                String.join(" ", rounds), o.p50(), o.p99(), o.p999(), o.max(), o.failures(), o.serverCpu(),
                o.postgresCpu(), o.generatorCpu(), o.readerLagMillis() == 0 ? "-" : o.readerLagMillis());
    }

    private List<Verdict> verdicts() {
        var verdicts = new ArrayList<Verdict>();
        var many = Task.MANY_SKUS.title;
        var one = Task.ONE_SKU.title;
        ratio(verdicts, 1.5, "200 SKUs: allocator / floor", Contender.ALLOCATOR, many, Contender.FLOOR, many);
        ratio(verdicts, 1.0, "one SKU / 200 SKUs, allocator", Contender.ALLOCATOR, one, Contender.ALLOCATOR, many);
        p99(verdicts, many);
        p99(verdicts, one);
        ratio(verdicts, 1.0, "200 SKUs: allocator with a query side following / floor", Contender.FOLLOWED, many,
                Contender.FLOOR, many);
        figures.outcomes().stream().filter(o -> o.system().equals(Contender.FOLLOWED.title())).forEach(
                o -> verdicts.add(Verdict.atMost(MOST_LAG_MILLIS, o.task() + ": the reader behind, ms, at most",
                        (double) o.readerLagMillis())));
        figures.memory().forEach((name, m) -> {
            if (name.endsWith("-side")) {
                verdicts.add(
                        Verdict.atMost(MOST_RESIDENT_MB, name + " resident under load, MB", m.load().residentMb()));
            }
        });
        return verdicts;
    }

    private void ratio(List<Verdict> verdicts, double bound, String wanted, Contender system, String task,
            Contender yardstick, String yardstickTask) {
        var figure = find(system, task);
        find(yardstick, yardstickTask).ifPresent(other -> figure.ifPresent(
                o -> verdicts.add(Verdict.atLeast(bound, wanted, Median.ofRatios(o.rounds(), other.rounds())))));
    }

    private void p99(List<Verdict> verdicts, String task) {
        var figure = find(Contender.ALLOCATOR, task);
        find(Contender.FLOOR, task).ifPresent(floor -> figure.ifPresent(o -> verdicts.add(
                Verdict.atMost(floor.p99(), task + ": p99, ms, against the floor's", o.p99()))));
    }

    private Optional<Outcome> find(Contender system, String task) {
        return figures.outcomes().stream().filter(o -> o.system().equals(system.title()) && o.task().equals(task))
                .findFirst();
    }

    private String chart(String title, ToDoubleFunction<Outcome> figure) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        figures.outcomes().forEach(o -> groups.computeIfAbsent(o.task(), _ -> new LinkedHashMap<>()).put(o.system(),
                figure.applyAsDouble(o)));
        return BarChart.draw(title, groups);
    }
}
