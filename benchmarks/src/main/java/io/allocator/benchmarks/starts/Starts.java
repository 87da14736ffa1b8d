package io.allocator.benchmarks.starts;

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

/**
 * From the start of a process until its readiness is answered 200: the first time, when it makes its tables (standalone:
 * its whole database), and later. Files may be in the system's cache already, the first time too.
 */
public final class Starts {

    private static final double MOST_SECONDS = 4;

    private Starts() {}

    /**
     * A program's starts.
     *
     * @param first in seconds, on an empty database
     * @param later in seconds, the median
     * @param restMb resident when it was ready
     */
    private record Start(double first, double later, int restMb) {}

    /** Starts one. */
    @FunctionalInterface
    private interface Program {
        ServerProgram start() throws IOException;
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        var environment = Contender.environment(postgres.create("starts"));
        var starts = new LinkedHashMap<String, Start>();
        starts.put("command side",
                starts(settings, () -> Contender.commandSide(settings, "starts-command-side", environment)));
        starts.put("query side",
                starts(settings, () -> Contender.querySide(settings, "starts-query-side", environment)));
        starts.put("standalone", starts(settings, () -> ServerProgram.standalone(settings, "starts-standalone",
                "--allocator.data-dir=" + settings.work().resolve("starts-data"))));
        return text(starts);
    }

    private static Start starts(Settings settings, Program program) throws IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        var rest = 0;
        for (var n = 0; n <= settings.rounds(); n++) {
            try (var started = program.start()) {
                seconds.add(started.awaitReady().toNanos() / 1e9);
                rest = started.memory().residentMb();
            }
        }
        return new Start(seconds.getFirst(), Median.of(seconds.subList(1, seconds.size())), rest);
    }

    private static Measured text(Map<String, Start> starts) {
        var table = new StringBuilder("""
                | program | first start, s | later, s | resident when ready, MB |
                |---|---:|---:|---:|
                """);
        starts.forEach((name, s) -> table.append(
                String.format(Locale.ROOT, "| %s | %.1f | %.1f | %d |%n", name, s.first, s.later, s.restMb)));
        var verdicts = new ArrayList<Verdict>();
        var commandSide = starts.get("command side");
        if (commandSide != null) {
            verdicts.add(Verdict.atMost(MOST_SECONDS, "command side ready, second start, s", commandSide.later));
        }
        return new Measured(Map.of("starts", starts, "verdicts", List.copyOf(verdicts)),
                table + Verdict.table(verdicts));
    }
}
