package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Audit;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.OnlineRetail;
import io.allocator.system.harness.OnlineRetail.FinalLine;
import io.allocator.system.harness.OnlineRetail.Operation;
import io.allocator.system.harness.ProjectFiles;
import io.allocator.system.harness.Standalone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Half a year in the life of a real shop's stock, operation by operation; what must come of each is known. One SKU of
 * three is taken, so that all tests together stay short; {@code -Dallocator.operations.one-sku-of=1} takes them all.
 */
@Timeout(value = 12 * 60)
@ResourceLock("all processors")
class OperationsIT {

    private static final int CONNECTIONS = 48;
    private static final int ONE_SKU_OF = Integer.getInteger("allocator.operations.one-sku-of", 3);
    private static final Duration MAY_CATCH_UP_FOR = Duration.ofMinutes(3);

    /** A batch's figures as they follow from its operations and the lines on it. */
    private static final class Figures {
        private int qty;
        private @Nullable String eta;
        private int allocated;
        private int shipped;

        @Override
        public String toString() {
            return "%s %d %d %d %d".formatted(eta, qty, allocated, shipped, qty - allocated - shipped);
        }
    }

    @Test
    void everyOutcomeAndTheStateOfEveryLineAndBatchAreAsExpected() throws Exception {
        var found = OnlineRetail.find();
        if (found.isEmpty()) {
            System.out.println("OperationsIT is SKIPPED: no real operations at " + ProjectFiles.onlineRetail());
        }
        Assumptions.assumeTrue(found.isPresent(), "no real operations");
        var operations = found.get().operations().stream().filter(o -> isTaken(o.sku())).toList();
        var lines = found.get().finalLines().stream().filter(l -> isTaken(l.sku())).toList();
        try (var allocator = Standalone.startAsShipped()) {
            var client = allocator.client();
            var start = System.nanoTime();
            // order matters within a SKU only: one connection sends all there is of a SKU
            var bySku = operations.stream().collect(Collectors.groupingBy(Operation::sku));
            var largestFirst = bySku.values().stream()
                    .sorted(Comparator.<List<Operation>>comparingInt(List::size).reversed()).toList();
            Connections.each(CONNECTIONS, largestFirst, work -> {
                work.forEach(operation -> expectOutcome(operation, send(client, operation)));
                return work.size();
            });
            report("operations", operations.size(), start);
            start = System.nanoTime();
            expectTotals(client, lines);
            report("catching up", operations.size(), start);
            expectLines(client, operations, lines);
            expectBatches(client, operations, lines);
            expectBackorders(client, lines);
            Audit.expectClean(client.read(), MAY_CATCH_UP_FOR);
        }
    }

    private static boolean isTaken(String sku) {
        return Math.floorMod(sku.hashCode(), ONE_SKU_OF) == 0;
    }

    private static Answer send(AllocatorClient client, Operation o) {
        return switch (o.op()) {
            case "add_batch" -> client.addBatch(o.ref(), o.sku(), o.qty(), o.eta());
            case "allocate" -> o.mayWait()
                    ? client.backorder(o.orderid(), o.sku(), o.lineid(), o.qty())
                    : client.allocate(o.orderid(), o.sku(), o.lineid(), o.qty());
            case "deallocate" -> client.deallocate(o.orderid(), o.sku(), o.lineid());
            case "ship" -> client.ship(o.orderid(), o.sku(), o.lineid());
            case "change_batch_quantity" -> client.change(o.ref(), Map.of("qty", o.qty()));
            case "change_batch_eta" -> client.change(o.ref(), eta(o.eta()));
            default -> throw new AssertionError("An operation nobody knows: " + o);
        };
    }

    private static Map<String, @Nullable Object> eta(@Nullable String eta) {
        var change = new HashMap<String, @Nullable Object>();
        change.put("eta", eta);
        return change;
    }

    private static void expectOutcome(Operation o, Answer answer) {
        switch (o.expect()) {
            case "OK" -> assertThat(answer.status()).as(answer::toString).isIn(200, 201, 204);
            case "BACKORDERED" -> answer.expect(202).with("status", "BACKORDERED").with("batchref", null);
            case "OUT_OF_STOCK" -> answer.expect(400).with("message", "Out of stock for sku " + o.sku());
            case "CONFLICT" -> answer.expect(409);
            case "NOT_FOUND" -> answer.expect(404);
            default -> {
                assertThat(answer.status()).as(answer::toString).isIn(200, 201);
                answer.with("batchref", o.expect());
            }
        }
    }

    private static void expectTotals(AllocatorClient client, List<FinalLine> lines) {
        var count = lines.stream().collect(Collectors.groupingBy(FinalLine::status, Collectors.counting()));
        eventually(MAY_CATCH_UP_FOR, () -> {
            var seen = client.overview().expect(200).json().get("lines");
            assertThat(count).allSatisfy((status, n) -> assertThat(seen.get(status).asLong()).isEqualTo(n));
        });
    }

    private static void expectLines(AllocatorClient client, List<Operation> operations, List<FinalLine> lines)
            throws InterruptedException {
        var start = System.nanoTime();
        var expected = lines.stream().collect(Collectors.groupingBy(FinalLine::orderid));
        var orders = operations.stream().map(Operation::orderid).filter(o -> !o.isEmpty()).distinct().toList();
        assertThat(orders).containsAll(expected.keySet());
        var etas = new HashMap<String, String>();
        operations.stream().filter(o -> List.of("add_batch", "change_batch_eta").contains(o.op()))
                .forEach(o -> etas.put(o.ref(), String.valueOf(o.eta())));
        Connections.each(CONNECTIONS, orders, order -> {
            eventually(MAY_CATCH_UP_FOR,
                    () -> expectOrder(client.order(order), expected.getOrDefault(order, List.of()), etas));
            return order;
        });
        report("GET of orders", orders.size(), start);
    }

    /** Each line with the day of its batch; what is shipped or waits has none. */
    private static void expectOrder(Answer answer, List<FinalLine> lines, Map<String, String> etas) {
        if (lines.isEmpty()) {
            answer.expect(404);
            return;
        }
        var expected = lines.stream().sorted(Comparator.comparing(FinalLine::sku).thenComparing(FinalLine::lineid))
                .map(l -> String.join(" ", l.sku(), l.lineid(), l.status(), l.batchref(),
                        l.status().equals("ALLOCATED") ? etas.get(l.batchref()) : "null"))
                .toList();
        assertThat(answer.expect(200).json().valueStream()
                .map(l -> String.join(" ", l.get("sku").asString(), l.get("lineid").asString(),
                        l.get("status").asString(), l.get("batchref").isNull() ? "" : l.get("batchref").asString(),
                        l.get("eta").isNull() ? "null" : l.get("eta").asString())))
                .as(answer::toString).containsExactlyElementsOf(expected);
    }

    private static void expectBatches(AllocatorClient client, List<Operation> operations, List<FinalLine> lines)
            throws InterruptedException {
        var figures = new TreeMap<String, Figures>();
        var quantities = new HashMap<String, Integer>();
        for (var o : operations) {
            if (o.expect().equals("OK") && List.of("add_batch", "change_batch_quantity").contains(o.op())) {
                figures.computeIfAbsent(o.ref(), _ -> new Figures()).qty = o.qty();
            }
            if (List.of("add_batch", "change_batch_eta").contains(o.op())) {
                figures.computeIfAbsent(o.ref(), _ -> new Figures()).eta = o.eta();
            }
            if (o.op().equals("allocate") && !List.of("CONFLICT", "OUT_OF_STOCK").contains(o.expect())) {
                quantities.put(String.join("/", o.orderid(), o.sku(), o.lineid()), o.qty());
            }
        }
        for (var line : lines) {
            if (line.batchref().isEmpty()) {
                continue;
            }
            int qty = quantities.getOrDefault(String.join("/", line.orderid(), line.sku(), line.lineid()), 0);
            var batch = Objects.requireNonNull(figures.get(line.batchref()));
            if (line.status().equals("SHIPPED")) {
                batch.shipped += qty;
            } else {
                batch.allocated += qty;
            }
        }
        var skus = operations.stream().map(Operation::sku).distinct().toList();
        var seen = Connections.each(CONNECTIONS, skus, sku -> {
            var batches = new ArrayList<String>();
            client.product(sku).expect(200).json().get("batches")
                    .forEach(b -> batches.add("%s: %s %d %d %d %d".formatted(
                            b.get("ref").asString(), b.get("eta").isNull() ? null : b.get("eta").asString(),
                            b.get("qty").asInt(), b.get("allocated").asInt(), b.get("shipped").asInt(),
                            b.get("available").asInt())));
            return batches;
        });
        assertThat(seen.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(
                figures.entrySet().stream().map(f -> f.getKey() + ": " + f.getValue()).toList());
    }

    private static void expectBackorders(AllocatorClient client, List<FinalLine> lines) {
        var seen = new ArrayList<String>();
        var path = "/backorders?limit=500";
        for (var next = ""; next != null;) {
            var page = client.get(path + (next.isEmpty() ? "" : "&cursor=" + next)).expect(200).json();
            page.get("items").forEach(l -> seen.add(String.join(" ", l.get("orderid").asString(),
                    l.get("sku").asString(), l.get("lineid").asString())));
            next = page.get("next").isNull() ? null : page.get("next").asString();
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(lines.stream()
                .filter(l -> l.status().equals("BACKORDERED"))
                .map(l -> String.join(" ", l.orderid(), l.sku(), l.lineid())).toList());
    }

    private static void report(String what, int count, long since) {
        var seconds = (System.nanoTime() - since) / 1e9;
        System.out.printf("OperationsIT: %s: %,d in %.1f s, %,.0f/s%n", what, count, seconds, count / seconds);
    }
}
