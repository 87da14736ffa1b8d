package io.allocator.benchmarks.imports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a real shop's batches and order lines to a program over HTTP, each time under other names; or, where the real ones are
 * not at hand, some that are made up. Each time goes from the first byte sent to the end of the answer.
 */
public final class Importer {

    private static final String OUT_OF_STOCK = "OUT_OF_STOCK";
    private static final String BATCHES = "/batches/import";
    private static final String LINES = "/allocations/import";
    private static final int WARM_UP_LINES = 20_000;
    private static final int WARM_UP_SKUS = 400;

    private final URI program;
    private final OrderBook book;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * A file sent.
     *
     * @param rows of it
     * @param ok rows that were accepted
     * @param seconds until its answer was complete
     */
    public record Sent(long rows, long ok, double seconds) {

        /** Rows in a second. */
        public double perSecond() {
            return rows / seconds;
        }
    }

    private Importer(URI program, OrderBook book) {
        this.program = program;
        this.book = book;
    }

    /**
     * To a program.
     *
     * @param data where the real order lines are, if anywhere
     */
    public static Importer to(URI program, Path data) throws IOException {
        return new Importer(program, OrderBook.find(data));
    }

    /** Has the program import made-up lines, for a time. */
    public void warmUp(Duration time) throws IOException, InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        for (var n = 0; System.nanoTime() < end; n++) {
            var some = OrderBook.generated(WARM_UP_LINES, WARM_UP_SKUS);
            var _ = send(BATCHES, some.batchesCsv("warm-" + n + "-"));
            var _ = send(LINES, some.linesCsv("warm-" + n + "-"));
        }
    }

    /**
     * Has all batches imported, under names that begin so.
     *
     * @throws IOException if not all were accepted
     */
    public Sent batches(String names) throws IOException, InterruptedException {
        return accepted(book.batches().size(), send(BATCHES, book.batchesCsv(names)));
    }

    /**
     * Has all order lines imported, for the batches of those names.
     *
     * @throws IOException if not as many were accepted as there is stock for
     */
    public Sent lines(String names) throws IOException, InterruptedException {
        var inStock = book.outcomes().stream().filter(outcome -> !outcome.equals(OUT_OF_STOCK)).count();
        return accepted(inStock, send(LINES, book.linesCsv(names)));
    }

    /** An import that refuses is soon done. */
    private static Sent accepted(long rows, Sent sent) throws IOException {
        if (sent.ok != rows) {
            throw new IOException("Of %d rows %d were accepted, not %d".formatted(sent.rows, sent.ok, rows));
        }
        return sent;
    }

    /** Whether it is a real shop's. */
    boolean isReal() {
        return book.isReal();
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

    /**
     * Sends lines that are in once more, to be answered row by row.
     *
     * @return how many are answered otherwise than is known for them
     */
    long otherThanExpected(String names) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = http.send(request(LINES, book.linesCsv(names), "application/x-ndjson"),
                BodyHandlers.ofLines());
        ensureOk(LINES, answer.statusCode());
        var right = answer.body().map(line -> JsonMapper.shared().readTree(line)).filter(row -> row.has("row"))
                .filter(row -> {
                    var expected = book.outcomes().get(row.get("row").asInt() - 1);
                    return expected.equals(OUT_OF_STOCK)
                            ? row.path("type").asString("").endsWith("out-of-stock")
                            : row.path("batchref").asString("").equals(names + expected);
                }).count();
        return book.lines().size() - right;
    }
}
