package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.Postmaster;
import io.allocator.system.harness.Standalone;
import io.allocator.system.harness.StockBook;
import io.allocator.system.harness.StreamedImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was answered stays, whatever becomes of the process. */
class KillIT {

    private static final int CONNECTIONS = 48;
    private static final int LINES = 8_000;
    private static final int IN_WAREHOUSE = 100;
    private static final List<String> SKUS = IntStream.range(0, 40).mapToObj(n -> "sku-" + n).toList();

    private final Map<String, String> batchByOrder = new ConcurrentHashMap<>();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();

    @Test
    void whatWasAnsweredBeforeAKillIsThereAfterwardsOnBothSides() throws Exception {
        try (var allocator = Standalone.start()) {
            addStock(allocator.client());
            for (var round = 1; round <= 2; round++) {
                killDuringLoad(allocator, round * 1_500);
                assertThat(Postmaster.in(allocator.dataDirectory())).as("PostgreSQL stays behind").isPresent();
                allocator.startAgain();
                expectAllAnswersKept(allocator.client());
            }
        }
    }

    @Test
    void whatAnImportAnsweredBeforeAKillIsThereAndItCanBeSentAgain() throws Exception {
        var csv = IntStream.range(0, LINES).mapToObj(n -> "order-%d,%s,1%n".formatted(n, sku(n)))
                .collect(Collectors.joining("", "orderid,sku,qty\n", "")).getBytes(StandardCharsets.UTF_8);
        try (var allocator = Standalone.start()) {
            addStock(allocator.client());
            killDuringImport(allocator, csv);
            allocator.startAgain();
            expectAllAnswersKept(allocator.client());

            var summary = StreamedImport.send(allocator.client().write(), "/allocations/import",
                    new ByteArrayInputStream(csv), answer -> {
                        assertThat(answer.get("code").asInt()).as(answer::toString).isIn(200, 201);
                        batchByOrder.put(answer.get("orderid").asString(), answer.get("batchref").asString());
                    });
            assertThat(summary.get("ok").asInt()).isEqualTo(LINES);
            assertThat(batchByOrder).hasSize(LINES);
            var client = allocator.client();
            eventually(() -> {
                var overview = client.overview().expect(200).json();
                assertThat(overview.at("/lines/ALLOCATED").asInt()).isEqualTo(LINES);
                assertThat(overview.get("products").asInt()).isEqualTo(SKUS.size());
                assertThat(overview.get("batches").asInt()).isEqualTo(2 * SKUS.size());
                assertThat(overview.get("allocated").asInt()).isEqualTo(LINES);
                assertThat(overview.get("available").asInt())
                        .isEqualTo(SKUS.size() * (IN_WAREHOUSE + LINES) - LINES);
            });
        }
    }

    @Test
    void aStopEndsPostgresToo() throws Exception {
        try (var allocator = Standalone.start()) {
            var sku = Fresh.name("sku");
            allocator.client().addBatch(sku, sku, 10, null).expect(201);
            var postgres = Postmaster.in(allocator.dataDirectory()).orElseThrow().family();

            var code = allocator.stop(Duration.ofSeconds(30));

            assertThat(code).isIn(0, 143);
            await().atMost(Duration.ofSeconds(2)).until(() -> postgres.stream().noneMatch(ProcessHandle::isAlive));
            allocator.startAgain();
            allocator.client().addBatch(sku, sku, 10, null).expect(200);
        }
    }

    private static void addStock(AllocatorClient client) throws InterruptedException {
        Connections.each(CONNECTIONS, SKUS, sku -> {
            client.addBatch(sku + "-warehouse", sku, IN_WAREHOUSE, null).expect(201);
            return client.addBatch(sku + "-shipment", sku, LINES, "2031-01-01").expect(201);
        });
    }

    private static String sku(int line) {
        return SKUS.get(line % SKUS.size());
    }

    /** Allocates from many connections, and kills the process when so many lines are answered. */
    private void killDuringLoad(Standalone allocator, int answered) {
        var client = allocator.client();
        var first = batchByOrder.size();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var thread = 0; thread < CONNECTIONS; thread++) {
                var offset = thread;
                threads.execute(() -> {
                    try {
                        for (var n = first + offset; n < LINES; n += CONNECTIONS) {
                            var answer = client.allocate("order-" + n, sku(n), 1);
                            if (answer.status() == 201 || answer.status() == 200) {
                                batchByOrder.put("order-" + n, answer.json().get("batchref").asString());
                            } else if (answer.status() != 503) {
                                unexpected.add(answer.toString());
                            }
                        }
                    } catch (UncheckedIOException killed) {
                        assertThat(batchByOrder).isNotEmpty();
                    }
                });
            }
            await().pollInterval(Duration.ofMillis(1)).until(() -> batchByOrder.size() >= answered);
            allocator.kill();
        }
        assertThat(unexpected).isEmpty();
        assertThat(batchByOrder).as("killed in the middle").hasSizeLessThan(LINES);
    }

    private void killDuringImport(Standalone allocator, byte[] csv) {
        try {
            StreamedImport.send(allocator.client().write(), "/allocations/import", new ByteArrayInputStream(csv),
                    answer -> {
                        batchByOrder.put(answer.get("orderid").asString(), answer.get("batchref").asString());
                        if (batchByOrder.size() == LINES / 4) {
                            allocator.kill();
                        }
                    });
            throw new AssertionError("The import came to its end before the kill");
        } catch (IOException killed) {
            assertThat(batchByOrder).hasSizeGreaterThanOrEqualTo(LINES / 4).hasSizeLessThan(LINES);
        }
    }

    private void expectAllAnswersKept(AllocatorClient client) throws InterruptedException {
        var answered = List.copyOf(batchByOrder.entrySet());
        // the write side first: a line that was answered is there already, so nothing is added by asking again
        Connections.each(CONNECTIONS, answered, line -> {
            var n = Integer.parseInt(line.getKey().substring("order-".length()));
            return client.allocate(line.getKey(), sku(n), 1).expect(200).with("batchref", line.getValue());
        });
        eventually(() -> Connections.each(CONNECTIONS, answered, line -> {
            var lines = client.order(line.getKey()).expect(200).json();
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).get("batchref").asString()).isEqualTo(line.getValue());
            return line;
        }));
        // lines under way at the kill may be there or not; either way the figures agree
        var orders = IntStream.range(0, LINES).mapToObj(n -> n).collect(Collectors.groupingBy(KillIT::sku,
                Collectors.mapping(n -> "order-" + n, Collectors.toList())));
        var seen = 0;
        for (var sku : SKUS) {
            seen += StockBook.expectBalanced(client, sku, orders.getOrDefault(sku, List.of()));
        }
        var total = seen;
        assertThat(total).isGreaterThanOrEqualTo(answered.size());
        eventually(() -> assertThat(client.overview().json().at("/lines/ALLOCATED").asInt()).isEqualTo(total));
    }
}
