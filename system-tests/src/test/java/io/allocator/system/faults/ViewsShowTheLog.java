package io.allocator.system.faults;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.Nodes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares every view, as it is answered over HTTP, with a fold over the log. */
final class ViewsShowTheLog {

    private static final int CONNECTIONS = 8;
    private static final int ORDERS_ASKED = 200;

    private final LogFold log;
    private final AllocatorClient client;
    private final List<String> differences = new ArrayList<>();

    private ViewsShowTheLog(LogFold log, Nodes nodes) {
        this.log = log;
        this.client = nodes.client();
    }

    /** What differs; empty when all is well. */
    static List<String> differences(LogFold log, Nodes nodes) throws InterruptedException {
        var check = new ViewsShowTheLog(log, nodes);
        check.lines();
        check.orders();
        check.backorders();
        check.products();
        check.batchesOfProducts();
        check.histories();
        check.overview();
        return check.differences;
    }

    private void lines() {
        var expected = log.lines().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> row(entry.getValue())));
        var shown = new HashMap<String, String>();
        csv("/allocations").forEach(r -> {
            var key = Told.Line.key(r.getField("orderid"), r.getField("sku"), r.getField("lineid"));
            var row = "%s %s on %s (%s)".formatted(r.getField("qty"), r.getField("status"), r.getField("batchref"),
                    r.getField("eta"));
            require(shown.put(key, row) == null, () -> "Line %s is there twice".formatted(key));
        });
        compare("line", expected, shown);
    }

    private String row(LogFold.Line line) {
        // what is gone was in the warehouse, whatever becomes of its batch
        var batch = line.batch() == null || line.status().equals("SHIPPED")
                ? null
                : Objects.requireNonNull(log.batches().get(line.batch()));
        return "%d %s on %s (%s)".formatted(line.qty(), line.status(), orEmpty(line.batch()),
                batch == null ? "" : orEmpty(batch.eta));
    }

    /** Some of the orders, one by one. */
    private void orders() throws InterruptedException {
        var byOrder = log.lines().values().stream().collect(Collectors.groupingBy(LogFold.Line::orderid));
        var some = byOrder.keySet().stream().sorted(Comparator.comparingInt(String::hashCode)).limit(ORDERS_ASKED)
                .toList();
        var answers = Connections.each(CONNECTIONS, some, client::order);
        for (var i = 0; i < some.size(); i++) {
            order(some.get(i), Objects.requireNonNull(byOrder.get(some.get(i))), answers.get(i));
        }
    }

    private void order(String order, List<LogFold.Line> lines, Answer answer) {
        var expected = lines.stream().map(l -> "%s|%s %s".formatted(l.sku(), l.lineid(), l.status())).sorted().toList();
        var shown = answer.status() != 200
                ? List.of()
                : answer.json().valueStream().map(l -> "%s|%s %s".formatted(l.get("sku").asString(),
                        l.get("lineid").asString(), l.get("status").asString())).sorted().toList();
        require(expected.equals(shown), () -> "Order %s: %s instead of %s".formatted(order, shown, expected));
    }

    private void backorders() {
        var expected = log.lines().values().stream().filter(l -> l.status().equals("BACKORDERED"))
                .sorted(Comparator.comparingLong(LogFold.Line::accepted))
                .map(l -> Told.Line.key(l.orderid(), l.sku(), l.lineid()) + " " + l.qty()).toList();
        var shown = csv("/backorders").stream()
                .map(r -> Told.Line.key(r.getField("orderid"), r.getField("sku"), r.getField("lineid")) + " "
                        + r.getField("qty"))
                .toList();
        require(expected.equals(shown),
                () -> "Backorders: %d instead of %d, or in another order".formatted(shown.size(), expected.size()));
    }

    private void products() {
        var expected = new HashMap<String, String>();
        var lots = log.batches().values().stream().collect(Collectors.groupingBy(b -> b.sku));
        var waiting = log.lines().values().stream().filter(l -> l.status().equals("BACKORDERED"))
                .collect(Collectors.groupingBy(LogFold.Line::sku, Collectors.summingLong(LogFold.Line::qty)));
        lots.forEach((sku, its) -> expected.put(sku, figures(its.stream().mapToLong(b -> b.purchased).sum(),
                its.stream().mapToLong(b -> b.allocated).sum(), waiting.getOrDefault(sku, 0L),
                its.stream().mapToLong(b -> b.shipped).sum(), its.size())));
        var shown = csv("/products").stream()
                .collect(Collectors.toMap(r -> r.getField("sku"), r -> figures(number(r, "qty"),
                        number(r, "allocated"), number(r, "backordered"), number(r, "shipped"), number(r, "batches"))));
        compare("product", expected, shown);
    }

    private static String figures(long qty, long allocated, long backordered, long shipped, long batches) {
        return "%d bought, %d allocated, %d backordered, %d shipped, %d batches".formatted(qty, allocated, backordered,
                shipped, batches);
    }

    private void batchesOfProducts() throws InterruptedException {
        var expected = log.batches().values().stream().collect(Collectors.toMap(b -> b.ref,
                b -> batch(b.sku, b.eta, b.purchased, b.allocated, b.shipped)));
        var shown = new HashMap<String, String>();
        for (var answer : Connections.each(CONNECTIONS, List.copyOf(log.types().keySet()), client::product)) {
            if (answer.status() != 200) {
                differences.add(answer.toString());
                continue;
            }
            answer.json().get("batches").forEach(b -> shown.put(b.get("ref").asString(),
                    batch(b.get("sku").asString(), b.get("eta").isNull() ? null : b.get("eta").asString(),
                            b.get("qty").asLong(), b.get("allocated").asLong(), b.get("shipped").asLong())));
        }
        compare("batch", expected, shown);
    }

    private static String batch(String sku, @Nullable String eta, long qty, long allocated, long shipped) {
        return "of %s (%s): %d, %d allocated, %d shipped".formatted(sku, orEmpty(eta), qty, allocated, shipped);
    }

    /** Each event of each SKU once, in its place. */
    private void histories() throws InterruptedException {
        var skus = List.copyOf(log.types().keySet());
        var found = Connections.each(CONNECTIONS, skus,
                sku -> csv(AllocatorClient.path("products", sku, "history")).stream()
                        .map(r -> r.getField("n") + " " + r.getField("type")).toList());
        for (var i = 0; i < skus.size(); i++) {
            history(skus.get(i), found.get(i));
        }
    }

    private void history(String sku, List<String> shown) {
        var types = Objects.requireNonNull(log.types().get(sku));
        var expected = IntStream.range(0, types.size()).mapToObj(n -> n + " " + types.get(n)).toList().reversed();
        require(expected.equals(shown), () -> "History of %s: %d entries instead of %d, or other ones".formatted(sku,
                shown.size(), expected.size()));
    }

    private void overview() {
        var shown = client.overview().expect(200).json();
        var all = log.batches().values();
        equal("products", log.types().size(), shown.get("products").asLong());
        equal("batches", all.size(), shown.get("batches").asLong());
        equal("available", all.stream().mapToLong(LogFold.Batch::available).sum(), shown.get("available").asLong());
        equal("allocated", all.stream().mapToLong(b -> b.allocated).sum(), shown.get("allocated").asLong());
        equal("shipped", all.stream().mapToLong(b -> b.shipped).sum(), shown.get("shipped").asLong());
        for (var status : List.of("ALLOCATED", "BACKORDERED", "SHIPPED")) {
            equal("lines " + status, log.lines().values().stream().filter(l -> l.status().equals(status)).count(),
                    shown.get("lines").get(status).asLong());
        }
    }

    private void equal(String what, long expected, long shown) {
        require(expected == shown, () -> "Overview, %s: %d instead of %d".formatted(what, shown, expected));
    }

    private void compare(String what, Map<String, String> expected, Map<String, String> shown) {
        expected.forEach((key, row) -> require(row.equals(shown.get(key)),
                () -> "%s %s: %s instead of %s".formatted(what, key, shown.get(key), row)));
        shown.keySet().forEach(
                key -> require(expected.containsKey(key), () -> "%s %s is shown, and is not".formatted(what, key)));
    }

    private void require(boolean holds, Supplier<String> difference) {
        if (!holds) {
            differences.add(difference.get());
        }
    }

    private List<NamedCsvRecord> csv(String path) {
        var answer = AllocatorClient
                .send(HttpRequest.newBuilder(URI.create(client.read() + path)).header("Accept", "text/csv"));
        if (answer.status() != 200) {
            differences.add(answer.toString());
            return List.of();
        }
        return CsvReader.builder().ofNamedCsvRecord(answer.body()).stream().toList();
    }

    private static long number(NamedCsvRecord row, String field) {
        return Long.parseLong(row.getField(field));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
