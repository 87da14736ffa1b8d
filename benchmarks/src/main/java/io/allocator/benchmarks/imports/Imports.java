package io.allocator.benchmarks.imports;

import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Median;
import io.allocator.benchmarks.report.Verdict;
import io.allocator.benchmarks.systems.Contender;
import io.allocator.benchmarks.systems.DurablePostgres;
import io.allocator.benchmarks.systems.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports a real shop's batches and order lines over HTTP, in each round under other names, into a program that is warm.
 * Each time goes from the first byte sent to the end of the answer. The last round's lines are sent again then, row by
 * row: a line that is in is answered as it stands, and each must have the outcome that is known for it.
 */
public final class Imports {

    private static final double LEAST_LINES_PER_SECOND = 20_000;
    private static final String OUT_OF_STOCK = "OUT_OF_STOCK";

    private final Settings settings;
    private final OrderBook book;
    private final URI program;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A file sent, in seconds until its answer was complete. */
    private record Sent(long rows, long ok, double seconds) {

        double perSecond() {
            return rows / seconds;
        }
    }

    /** What is told. */
    private record Figures(boolean realLines, long lines, long allocated, List<Double> linesPerSecond,
            List<Double> batchesPerSecond, double againPerSecond, long otherThanExpected) {

        double median() {
            return Median.of(linesPerSecond);
        }
    }

    private Imports(Settings settings, OrderBook book, URI program) {
        this.settings = settings;
        this.book = book;
        this.program = program;
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        var environment = Contender.environment(postgres.create("imports"));
        try (var program = Contender.commandSide(settings, "imports-command-side", environment)) {
            var _ = program.awaitReady();
            return text(new Imports(settings, OrderBook.find(settings.data()), program.uri()).figures(postgres));
        }
    }

    private Figures figures(DurablePostgres postgres) throws IOException, InterruptedException {
        warmUp();
        var lines = new ArrayList<Sent>();
        var batches = new ArrayList<Sent>();
        for (var round = 1; round <= settings.rounds(); round++) {
            var names = "round-" + round + "-";
            var batchesCsv = book.batchesCsv(names);
            var linesCsv = book.linesCsv(names);
            postgres.checkpoint();
            batches.add(send("/batches/import", batchesCsv));
            lines.add(send("/allocations/import", linesCsv));
            System.out.printf(Locale.ROOT, "import, round %d: %,.0f lines/s, %,.0f batches/s%n", round,
                    lines.getLast().perSecond(), batches.getLast().perSecond());
        }
        var start = System.nanoTime();
        var wrong = otherThanExpected(book.linesCsv("round-" + settings.rounds() + "-"),
                "round-" + settings.rounds() + "-");
        var again = (System.nanoTime() - start) / 1e9;
        return new Figures(book.isReal(), lines.getLast().rows, lines.getLast().ok,
                lines.stream().map(Sent::perSecond).toList(), batches.stream().map(Sent::perSecond).toList(),
                lines.getLast().rows / again, wrong);
    }

    private void warmUp() throws IOException, InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(settings.warmUpSeconds()).toNanos();
        for (var n = 0; System.nanoTime() < end; n++) {
            var some = OrderBook.generated(20_000, 400);
            var _ = send("/batches/import", some.batchesCsv("warm-" + n + "-"));
            var _ = send("/allocations/import", some.linesCsv("warm-" + n + "-"));
        }
    }

    private Sent send(String path, byte[] csv) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var answer = http.send(request(path, csv, "application/json"), BodyHandlers.ofString());
        var seconds = (System.nanoTime() - start) / 1e9;
        ensureOk(path, answer.statusCode());
        var sums = JsonMapper.shared().readTree(answer.body());
        return new Sent(sums.get("rows").asLong(), sums.get("ok").asLong(), seconds);
    }

    private HttpRequest request(String path, byte[] csv, String accepted) {
        return HttpRequest.newBuilder(program.resolve(path)).header("Content-Type", "text/csv")
                .header("Accept", accepted).POST(BodyPublishers.ofByteArray(csv)).build();
    }

    private static void ensureOk(String path, int status) throws IOException {
        if (status != 200) {
            throw new IOException(path + " was answered " + status);
        }
    }

    private long otherThanExpected(byte[] csv, String names) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = http.send(request("/allocations/import", csv, "application/x-ndjson"),
                BodyHandlers.ofLines());
        ensureOk("/allocations/import", answer.statusCode());
        var right = answer.body().map(line -> JsonMapper.shared().readTree(line)).filter(row -> row.has("row"))
                .filter(row -> {
                    var expected = book.outcomes().get(row.get("row").asInt() - 1);
                    return expected.equals(OUT_OF_STOCK)
                            ? row.path("type").asString("").endsWith("out-of-stock")
                            : row.path("batchref").asString("").equals(names + expected);
                }).count();
        return book.lines().size() - right;
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
