package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.OnlineRetail;
import io.allocator.system.harness.OnlineRetail.Line;
import io.allocator.system.harness.OnlineRetail.Stock;
import io.allocator.system.harness.ProjectFiles;
import io.allocator.system.harness.Standalone;
import io.allocator.system.harness.StreamedImport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Half a year of a real shop's order lines; what must become of each is known. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10 * 60)
@ResourceLock("all processors")
class RealOrdersIT {

    private static final int CONNECTIONS = 48;
    private static final Duration MAY_CATCH_UP_FOR = Duration.ofMinutes(2);

    private OnlineRetail data;
    private List<Stock> batches;
    private List<Line> lines;

    @BeforeAll
    void readData() {
        var found = OnlineRetail.find();
        if (found.isEmpty()) {
            System.out.println("RealOrdersIT is SKIPPED: no real order lines at " + ProjectFiles.onlineRetail());
        }
        Assumptions.assumeTrue(found.isPresent(), "no real order lines");
        data = found.get();
        batches = data.batches();
        lines = data.lines();
    }

    @AfterAll
    void forget() {
        batches = List.of();
        lines = List.of();
    }

    @Test
    void importedAllOfThemEndAsExpectedOnBothSidesAndStaySo() throws Exception {
        try (var allocator = Standalone.startAsShipped()) {
            var client = allocator.client();
            importBatches(client, 201);
            importLines(client, 201);
            expectOnReadSide(client, batches, lines);

            // nothing changes when all of it is sent again
            importBatches(client, 200);
            importLines(client, 200);
            expectTotals(client, batches, lines);

            allocator.stop(Duration.ofSeconds(30));
            allocator.startAgain();
            var again = allocator.client();
            expectTotals(again, batches, lines);
            var orders = lines.stream().collect(Collectors.groupingBy(Line::orderid));
            var sample = IntStream.range(0, lines.size()).filter(i -> i % 100 == 0).mapToObj(lines::get).toList();
            Connections.each(CONNECTIONS, sample, line -> {
                expectOutcome(again, line, 200);
                expectOrder(again, orders.getOrDefault(line.orderid(), List.of()));
                return line;
            });
        }
    }

    @Test
    void sentOneByOneATenthOfTheSkusEndsAsExpected() throws Exception {
        var someBatches = batches.stream().filter(b -> isInSample(b.sku())).toList();
        var someLines = lines.stream().filter(l -> isInSample(l.sku())).toList();
        try (var allocator = Standalone.startAsShipped()) {
            var client = allocator.client();
            var start = System.nanoTime();
            // order matters within a SKU only: one connection sends all there is of a SKU
            Connections.each(CONNECTIONS, Connections.upTo(CONNECTIONS), connection -> {
                someBatches.stream().filter(b -> connectionOf(b.sku()) == connection)
                        .forEach(b -> client.addBatch(b.ref(), b.sku(), b.qty(), b.date()).expect(201));
                someLines.stream().filter(l -> connectionOf(l.sku()) == connection)
                        .forEach(line -> expectOutcome(client, line, 201));
                return connection;
            });
            report("single requests", someBatches.size() + someLines.size(), start);
            expectOnReadSide(client, someBatches, someLines);
        }
    }

    private void importBatches(AllocatorClient client, int code) throws IOException {
        var seen = new BitSet();
        var summary = send(client, "/batches/import", data.batchesCsv(), answer -> {
            var row = markSeen(seen, answer);
            assertThat(answer.get("code").asInt()).as(answer::toString).isEqualTo(code);
            assertThat(answer.get("ref").asString()).as(answer::toString).isEqualTo(batches.get(row).ref());
        });
        expectSummary(summary, batches.size(), batches.size());
        assertThat(seen.cardinality()).isEqualTo(batches.size());
    }

    private void importLines(AllocatorClient client, int code) throws IOException {
        var seen = new BitSet();
        var summary = send(client, "/allocations/import", data.linesCsv(), answer -> {
            var line = lines.get(markSeen(seen, answer));
            if (line.batchref() == null) {
                assertThat(answer.get("code").asInt()).as(answer::toString).isEqualTo(400);
                assertThat(answer.get("message").asString()).isEqualTo("Out of stock for sku " + line.sku());
            } else {
                assertThat(answer.get("code").asInt()).as(answer::toString).isEqualTo(code);
                assertThat(answer.get("batchref").asString()).as(answer::toString).isEqualTo(line.batchref());
                assertThat(answer.get("orderid").asString()).as(answer::toString).isEqualTo(line.orderid());
            }
        });
        expectSummary(summary, lines.size(), (int) lines.stream().filter(l -> l.batchref() != null).count());
        assertThat(seen.cardinality()).isEqualTo(lines.size());
    }

    private static JsonNode send(AllocatorClient client, String path, InputStream csv,
            java.util.function.Consumer<JsonNode> onRow) throws IOException {
        var start = System.nanoTime();
        var summary = StreamedImport.send(client.write(), path, csv, onRow);
        report("POST " + path, summary.get("rows").asInt(), start);
        return summary;
    }

    private static int markSeen(BitSet seen, JsonNode answer) {
        var row = answer.get("row").asInt() - 1;
        assertThat(seen.get(row)).as(() -> "answered before: " + answer).isFalse();
        seen.set(row);
        return row;
    }

    private static void expectSummary(JsonNode summary, int rows, int ok) {
        assertThat(summary.get("rows").asInt()).isEqualTo(rows);
        assertThat(summary.get("ok").asInt()).isEqualTo(ok);
        assertThat(summary.get("rejected").asInt()).isEqualTo(rows - ok);
        assertThat(summary.get("seconds").isNumber()).isTrue();
    }

    private static void expectOutcome(AllocatorClient client, Line line, int code) {
        var answer = client.allocate(line.orderid(), line.sku(), line.lineid(), line.qty());
        if (line.batchref() == null) {
            answer.expect(400).with("message", "Out of stock for sku " + line.sku());
        } else {
            answer.expect(code).with("batchref", line.batchref());
        }
    }

    private static void expectOnReadSide(AllocatorClient client, List<Stock> batches, List<Line> lines)
            throws InterruptedException {
        var start = System.nanoTime();
        expectTotals(client, batches, lines);
        report("catching up", lines.size(), start);
        start = System.nanoTime();
        var orders = lines.stream().collect(Collectors.groupingBy(Line::orderid)).values().stream().toList();
        Connections.each(CONNECTIONS, orders, order -> expectOrder(client, order));
        var linesBySku = lines.stream().collect(Collectors.groupingBy(Line::sku));
        var skus = batches.stream().collect(Collectors.groupingBy(Stock::sku)).entrySet().stream().toList();
        Connections.each(CONNECTIONS, skus, sku -> expectProduct(client, sku.getKey(), sku.getValue(),
                linesBySku.getOrDefault(sku.getKey(), List.of())));
        report("GET of orders and products", orders.size() + skus.size(), start);
    }

    private static void expectTotals(AllocatorClient client, List<Stock> batches, List<Line> lines) {
        var purchased = batches.stream().mapToLong(Stock::qty).sum();
        var allocated = lines.stream().filter(l -> l.batchref() != null).mapToLong(Line::qty).sum();
        eventually(MAY_CATCH_UP_FOR, () -> {
            var overview = client.overview().expect(200).json();
            assertThat(overview.at("/lines/ALLOCATED").asLong())
                    .isEqualTo(lines.stream().filter(l -> l.batchref() != null).count());
            assertThat(overview.get("batches").asLong()).isEqualTo(batches.size());
            assertThat(overview.get("products").asLong())
                    .isEqualTo(batches.stream().map(Stock::sku).distinct().count());
            assertThat(overview.get("allocated").asLong()).isEqualTo(allocated);
            assertThat(overview.get("available").asLong()).isEqualTo(purchased - allocated);
        });
    }

    private static List<Line> expectOrder(AllocatorClient client, List<Line> order) {
        // each view follows by itself: one may be behind another
        eventually(MAY_CATCH_UP_FOR, () -> expectLines(client.order(order.getFirst().orderid()), order));
        return order;
    }

    private static void expectLines(Answer answer, List<Line> order) {
        var allocated = order.stream().filter(l -> l.batchref() != null)
                .sorted(Comparator.comparing(Line::sku).thenComparing(Line::lineid))
                .map(l -> "%s %s %d ALLOCATED %s".formatted(l.sku(), l.lineid(), l.qty(), l.batchref())).toList();
        if (allocated.isEmpty()) {
            answer.expect(404);
        } else {
            assertThat(answer.expect(200).json().valueStream()
                    .map(l -> "%s %s %d %s %s".formatted(l.get("sku").asString(), l.get("lineid").asString(),
                            l.get("qty").asInt(), l.get("status").asString(), l.get("batchref").asString())))
                    .as(answer::toString).containsExactlyElementsOf(allocated);
        }
    }

    private static String expectProduct(AllocatorClient client, String sku, List<Stock> batches, List<Line> lines) {
        var taken = lines.stream().filter(l -> l.batchref() != null)
                .collect(Collectors.groupingBy(l -> String.valueOf(l.batchref()), Collectors.summingLong(Line::qty)));
        var expected = batches.stream().sorted(Comparator.comparing(Stock::eta))
                .map(b -> "%s %s %d %d %d".formatted(b.ref(), b.eta(), b.qty(), taken.getOrDefault(b.ref(), 0L),
                        b.qty() - taken.getOrDefault(b.ref(), 0L)))
                .toList();
        eventually(MAY_CATCH_UP_FOR, () -> expectBatches(client.product(sku).expect(200), expected));
        return sku;
    }

    private static void expectBatches(Answer answer, List<String> expected) {
        var seen = answer.json().get("batches").valueStream()
                .map(b -> "%s %s %d %d %d".formatted(b.get("ref").asString(),
                        b.get("eta").isNull() ? "" : b.get("eta").asString(), b.get("qty").asLong(),
                        b.get("allocated").asLong(), b.get("available").asLong()));
        assertThat(seen).as(answer::toString).containsExactlyElementsOf(expected);
    }

    private static boolean isInSample(String sku) {
        return Math.floorMod(sku.hashCode(), 10) == 0;
    }

    private static int connectionOf(String sku) {
        return Math.floorMod(sku.hashCode() / 10, CONNECTIONS);
    }

    private static void report(String what, int count, long since) {
        var seconds = (System.nanoTime() - since) / 1e9;
        System.out.printf("RealOrdersIT: %s: %,d in %.1f s, %,.0f/s%n", what, count, seconds, count / seconds);
    }
}
