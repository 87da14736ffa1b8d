package io.allocator.benchmarks;

import io.allocator.benchmarks.decision.Decisions;
import io.allocator.benchmarks.loading.Loading;
import io.allocator.benchmarks.reading.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures, prints tables and writes JSON. */
public final class Benchmarks {

    private static final List<String> ALL = List.of("decisions", "loading", "reading");

    private Benchmarks() {}

    /**
     * Measures what is asked for, or all.
     *
     * @param args the directory for the results, then any of {@code decisions}, {@code loading} and {@code reading}
     */
    public static void main(String[] args) throws Exception {
        var results = Files.createDirectories(Path.of(args[0]));
        var asked = args.length == 1 ? ALL : Arrays.asList(args).subList(1, args.length);
        var tables = new StringBuilder(
                String.format(Locale.ROOT, "%s, %d cores, Java %s%n", LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(), Runtime.version()));
        for (var name : asked) {
            tables.append('\n').append(switch (name) {
                case "decisions" -> Decisions.measure(results.resolve("decisions.json"));
                case "loading" -> Loading.measure(results.resolve("loading.json"));
                case "reading" -> Reading.measure(results.resolve("reading.json"));
                default -> throw new IllegalArgumentException(name + " is none of " + ALL);
            });
        }
        System.out.println(tables);
    }
}
