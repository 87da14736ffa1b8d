package io.allocator.benchmarks.imports;

import io.allocator.benchmarks.imports.Importer.Sent;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Median;
import io.allocator.benchmarks.report.Verdict;
import io.allocator.benchmarks.systems.Contender;
import io.allocator.benchmarks.systems.DurablePostgres;
import io.allocator.benchmarks.systems.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Imports a real shop's batches and order lines over HTTP, in each round under other names, into a program that is warm.
 * Each time goes from the first byte sent to the end of the answer. The last round's lines are sent again then, row by
 * row: a line that is in is answered as it stands, and each must have the outcome that is known for it.
 */
public final class Imports {

    private static final double LEAST_LINES_PER_SECOND = 20_000;

    private final Settings settings;
    private final Importer importer;

    /** What is told. */
    private record Figures(boolean realLines, long lines, long allocated, List<Double> linesPerSecond,
            List<Double> batchesPerSecond, double againPerSecond, long otherThanExpected) {

        double median() {
            return Median.of(linesPerSecond);
        }
    }

    private Imports(Settings settings, Importer importer) {
        this.settings = settings;
        this.importer = importer;
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        var environment = Contender.environment(postgres.create("imports"));
        try (var program = Contender.commandSide(settings, "imports-command-side", environment)) {
            var _ = program.awaitReady();
            return text(new Imports(settings, Importer.to(program.uri(), settings.data())).figures(postgres));
        }
    }

    private Figures figures(DurablePostgres postgres) throws IOException, InterruptedException {
        importer.warmUp(Duration.ofSeconds(settings.warmUpSeconds()));
        var lines = new ArrayList<Sent>();
        var batches = new ArrayList<Sent>();
        for (var round = 1; round <= settings.rounds(); round++) {
            postgres.checkpoint();
            batches.add(importer.batches(names(round)));
            lines.add(importer.lines(names(round)));
            System.out.printf(Locale.ROOT, "import, round %d: %,.0f lines/s, %,.0f batches/s%n", round,
                    lines.getLast().perSecond(), batches.getLast().perSecond());
        }
        var start = System.nanoTime();
        var wrong = importer.otherThanExpected(names(settings.rounds()));
        var again = (System.nanoTime() - start) / 1e9;
        return new Figures(importer.isReal(), lines.getLast().rows(), lines.getLast().ok(),
                lines.stream().map(Sent::perSecond).toList(), batches.stream().map(Sent::perSecond).toList(),
                lines.getLast().rows() / again, wrong);
    }

    private static String names(int round) {
        return "round-" + round + "-";
    }

    private static Measured text(Figures figures) {
        var verdicts = List.of(
                Verdict.atLeast(LEAST_LINES_PER_SECOND, "lines imported in a second", figures.median()),
                Verdict.atMost(0, "lines with another outcome than expected, of "
                        + String.format(Locale.ROOT, "%,d", figures.lines), (double) figures.otherThanExpected));
        var text = String.format(Locale.ROOT, """
                | lines (%s) | allocated | lines/s, median | rounds | batches/s | again, row by row, lines/s |
                |---:|---:|---:|---|---|---:|
                | %,d | %,d | %,.0f | %s | %s | %,.0f |
                """, figures.realLines ? "a real shop's" : "made up", figures.lines, figures.allocated,
                figures.median(), join(figures.linesPerSecond), join(figures.batchesPerSecond), figures.againPerSecond);
        return new Measured(Map.of("import", figures, "verdicts", verdicts), text + Verdict.table(verdicts));
    }

    private static String join(List<Double> figures) {
        return String.join(" ", figures.stream().map(f -> String.format(Locale.ROOT, "%,.0f", f)).toList());
    }
}
