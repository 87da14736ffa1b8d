package io.allocator.benchmarks.decision;

import io.allocator.benchmarks.report.Measured;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link DecisionBenchmark} and lays its figures out. */
public final class Decisions {

    private Decisions() {}

    /**
     * Measures. The table has medians, which a busy machine disturbs least.
     *
     * @param json where JMH writes all iterations
     */
    public static Measured measure(Path json) throws RunnerException {
        var figures = new TreeMap<Row, Map<String, Double>>();
        for (var result : new Runner(
                new OptionsBuilder().shouldFailOnError(true).include(DecisionBenchmark.class.getName())
                        .resultFormat(ResultFormatType.JSON).result(json.toString()).build())
                .run()) {
            figures.computeIfAbsent(Row.of(result), _ -> new TreeMap<>()).put(result.getParams().getParam("who"),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        var table = new StringBuilder("""
                | commands | open lines | batches | decision, µs | naive, µs |
                |---|---:|---:|---:|---:|
                """);
        figures.forEach((row, by) -> table.append(String.format(Locale.ROOT, "| %s | %,d | %,d | %,.2f | %,.2f |%n",
                row.commands, row.openLines, row.batches, by.get("PRODUCT"), by.get("NAIVE"))));
        return new Measured(figures.entrySet().stream().map(e -> new Figure(e.getKey(), e.getValue())).toList(),
                table.toString());
    }

    private record Figure(Row row, Map<String, Double> micros) {}

    private record Row(String commands, int batches, int openLines) implements Comparable<Row> {

        static Row of(RunResult result) {
            var params = result.getParams();
            return new Row(result.getPrimaryResult().getLabel(), Integer.parseInt(params.getParam("batches")),
                    Integer.parseInt(params.getParam("openLines")));
        }

        @Override
        public int compareTo(Row other) {
            return Comparator.comparing(Row::commands).thenComparingInt(Row::batches)
                    .thenComparingInt(Row::openLines).compare(this, other);
        }
    }
}
