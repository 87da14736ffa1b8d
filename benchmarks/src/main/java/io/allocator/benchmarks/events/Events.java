package io.allocator.benchmarks.events;

import io.allocator.benchmarks.report.Measured;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link EventBenchmark} and lays its figures out. */
public final class Events {

    private static final Map<String, String> NAMES = Map.of("toJson", "an event to JSON", "fromJson",
            "an event from JSON");

    private Events() {}

    /**
     * Measures. The table has medians, which a busy machine disturbs least.
     *
     * @param json where JMH writes all iterations
     */
    public static Measured measure(Path json) throws RunnerException {
        var figures = new TreeMap<String, Double>();
        for (var result : new Runner(
                new OptionsBuilder().shouldFailOnError(true).include(EventBenchmark.class.getName())
                        .resultFormat(ResultFormatType.JSON).result(json.toString()).build())
                .run()) {
            figures.put(name(result), result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        var table = new StringBuilder("""
                | for each event | µs |
                |---|---:|
                """);
        figures.forEach((name, micros) -> table.append(String.format(Locale.ROOT, "| %s | %,.2f |%n", name, micros)));
        return new Measured(figures, table.toString());
    }

    private static String name(RunResult result) {
        var view = result.getParams().getParam("view");
        return view == null
                ? NAMES.getOrDefault(result.getPrimaryResult().getLabel(), "?")
                : "an event folded into view " + view;
    }
}
