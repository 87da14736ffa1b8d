package io.allocator.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.allocator.benchmarks.comparison.Comparison;
import io.allocator.benchmarks.decision.Decisions;
import io.allocator.benchmarks.events.Events;
import io.allocator.benchmarks.growth.Growth;
import io.allocator.benchmarks.growth.ViewGrowth;
import io.allocator.benchmarks.imports.Imports;
import io.allocator.benchmarks.loading.Loading;
import io.allocator.benchmarks.reading.Reading;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Report;
import io.allocator.benchmarks.starts.Starts;
import io.allocator.benchmarks.systems.DurablePostgres;
import io.allocator.benchmarks.systems.Settings;
import io.allocator.benchmarks.visibility.Visibility;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Measures, prints tables, and writes JSON, charts and the page of figures. */
public final class Benchmarks {

    private static final List<String> ALL = List.of("starts", "comparison", "growth", "growth-views", "import",
            "visibility", "reading", "loading", "events", "decisions");

    /** In a quick run; the others have no quick form. */
    private static final List<String> QUICK = List.of("starts", "comparison", "import", "visibility", "reading");

    private Benchmarks() {}

    /**
     * Measures what is asked for, or all.
     *
     * @param args the project's directory, the one for what is made on the way, then names of benchmarks and settings,
     *            see {@link Settings}
     */
    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var settings = Settings.of(Path.of(args[0]), Path.of(args[1]), Arrays.asList(args).subList(2, args.length));
        for (var name : settings.asked()) {
            if (!ALL.contains(name)) {
                throw new IllegalArgumentException(name + " is none of " + ALL);
            }
        }
        FileSystemUtils.deleteRecursively(settings.work());
        try (var postgres = DurablePostgres.start(settings.work().resolve("postgres"))) {
            var report = new Report(settings, postgres.settings());
            for (var name : asked(settings)) {
                System.out.println("\n--- " + name);
                report.add(name, measure(name, settings, postgres));
            }
            System.out.println("Written to " + report.directory());
        }
    }

    private static List<String> asked(Settings settings) {
        if (settings.asked().isEmpty()) {
            return settings.isQuick() ? QUICK : ALL;
        }
        return settings.asked();
    }

    private static Measured measure(String name, Settings settings, DurablePostgres postgres) throws Exception {
        return switch (name) {
            case "starts" -> Starts.measure(settings, postgres);
            case "comparison" -> Comparison.measure(settings, postgres);
            case "growth" -> Growth.measure(settings, postgres);
            case "growth-views" -> ViewGrowth.measure(settings, postgres);
            case "import" -> Imports.measure(settings, postgres);
            case "visibility" -> Visibility.measure(settings, postgres);
            case "reading" -> Reading.measure(settings, postgres);
            case "loading" -> Loading.measure(postgres);
            case "events" -> Events.measure(settings.target().resolve("events.json"));
            default -> Decisions.measure(settings.target().resolve("decisions.json"));
        };
    }
}
