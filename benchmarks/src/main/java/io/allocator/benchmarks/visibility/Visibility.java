package io.allocator.benchmarks.visibility;

import io.allocator.benchmarks.load.LoadGenerator;
import io.allocator.benchmarks.load.LoadPlan;
import io.allocator.benchmarks.load.Workload;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Verdict;
import io.allocator.benchmarks.systems.Contender;
import io.allocator.benchmarks.systems.DurablePostgres;
import io.allocator.benchmarks.systems.RunningSystem;
import io.allocator.benchmarks.systems.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Allocations at a fixed rate to the command side; the query side, another process, tells of each once its views show
 * it. Counted is the time from the command side's answer, which comes after the commit, until the change is received.
 */
public final class Visibility {

    private static final int SKUS = 200;

    private Visibility() {}

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        try (var system = Contender.FOLLOWED.start(settings, postgres, "visible");
                var warming = LoadGenerator.start()) {
            warming.addBatches(system.port(), Workload.ALLOCATE, "visible", SKUS);
            warming.addBatches(system.port(), Workload.ALLOCATE, "warm", SKUS);
            var _ = warming.run(LoadPlan.paced(system.port(), "warm", SKUS, 2 * VisibleTimes.PER_SECOND, 0,
                    settings.warmUpSeconds() * 1_000L));
            var _ = system.awaitCaughtUp();
            return text(settings, system);
        }
    }

    private static Measured text(Settings settings, RunningSystem system) throws IOException, InterruptedException {
        var seconds = settings.seconds() * settings.rounds();
        var times = VisibleTimes.of(system, LoadPlan.paced(system.port(), "visible", SKUS, VisibleTimes.PER_SECOND,
                settings.leadMillis(), seconds * 1_000L));
        var visible = times.fromAnswer();
        var whole = times.fromRequest();
        var verdicts = List.of(
                Verdict.atMost(VisibleTimes.P50_AT_MOST, "from answer to visible, p50, ms", ms(visible, 50)),
                Verdict.atMost(VisibleTimes.P99_AT_MOST, "from answer to visible, p99, ms", ms(visible, 99)));
        var table = new StringBuilder(String.format(Locale.ROOT,
                "| %d commands/s for %d s | p50, ms | p99, ms | p99.9, ms | max, ms |\n|---|---:|---:|---:|---:|\n",
                VisibleTimes.PER_SECOND, seconds));
        table.append(row("from the answer (committed) to visible", visible))
                .append(row("from the request to visible", whole));
        return new Measured(Map.of("fromAnswer", figures(visible), "fromRequest", figures(whole), "verdicts", verdicts),
                table + Verdict.table(verdicts));
    }

    private static String row(String name, Histogram micros) {
        return String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %.1f |%n", name, ms(micros, 50),
                ms(micros, 99), ms(micros, 99.9), ms(micros, 100));
    }

    private static Map<String, Double> figures(Histogram micros) {
        return Map.of("p50", ms(micros, 50), "p99", ms(micros, 99), "p999", ms(micros, 99.9), "max", ms(micros, 100));
    }

    private static double ms(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
