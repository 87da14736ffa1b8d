package io.allocator.benchmarks.reading;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.OnShortage;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.benchmarks.loading.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The life of a real shop's stock, as commands: its order lines, and batches made for them; or a made-up one. */
final class RealOperations {

    private static final String FILE = "operations.jsonl.gz";

    /** Made up where the real ones are not at hand: for each SKU a batch, lines, and the shipment of every second one. */
    private static final int SKUS = 3_400;
    private static final int LINES_OF_SKU = 60;
    private static final int LINES_OF_AN_ORDER = 24;

    private static final int SIDE_BY_SIDE = 16;
    /** Few may wait for each thread: none gets ahead of the others, and the lines of an order stay together. */
    private static final int WAITING = 2;

    private RealOperations() {}

    /** Has all of them decided, those of one SKU in order, and all nearly so; gives how many there were. */
    static int run(Node node, Path directory) throws Exception {
        var file = directory.resolve(FILE);
        var commands = Files.exists(file) ? read(file) : madeUp();
        var threads = IntStream.range(0, SIDE_BY_SIDE).mapToObj(_ -> thread()).toList();
        try {
            var running = new ArrayList<Future<?>>();
            for (var command : commands) {
                running.add(threads.get(Math.floorMod(command.sku().hashCode(), SIDE_BY_SIDE))
                        .submit(() -> node.send(command)));
            }
            for (var one : running) {
                one.get();
            }
        } finally {
            threads.forEach(ExecutorService::close);
        }
        return commands.size();
    }

    private static ExecutorService thread() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
                (task, full) -> {
                    try {
                        full.getQueue().put(task);
                    } catch (InterruptedException e) {
                        throw new RejectedExecutionException("Interrupted while waiting for room", e);
                    }
                });
    }

    private static List<ProductCommand<?>> read(Path file) throws IOException {
        var skus = new HashMap<String, String>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().<ProductCommand<?>>map(line -> command(JsonMapper.shared().readTree(line), skus))
                    .toList();
        }
    }

    private static List<ProductCommand<?>> madeUp() {
        var commands = new ArrayList<ProductCommand<?>>();
        for (var n = 0; n < SKUS; n++) {
            commands.add(new AddBatchCommand("SKU " + n, "SKU " + n + "-WH", LINES_OF_SKU, null));
        }
        for (var n = 0; n < SKUS * LINES_OF_SKU; n++) {
            var sku = "SKU " + n % SKUS;
            var order = "order-" + n / LINES_OF_AN_ORDER;
            var line = Integer.toString(n);
            commands.add(new AllocateCommand(sku, order, line, 1, OnShortage.BACKORDER));
            if (n % 2 == 0) {
                commands.add(new ShipLineCommand(sku, order, line));
            }
        }
        return commands;
    }

    private static ProductCommand<?> command(JsonNode json, Map<String, String> skus) {
        var ref = json.path("ref").asString("");
        var sku = json.has("sku") ? json.get("sku").asString() : skus.getOrDefault(ref, "");
        skus.putIfAbsent(ref, sku);
        var order = json.path("orderid").asString("");
        var line = json.path("lineid").asString("");
        var qty = json.path("qty").asInt(0);
        var eta = json.path("eta").isString() ? LocalDate.parse(json.get("eta").asString()) : null;
        return switch (json.get("op").asString()) {
            case "add_batch" -> new AddBatchCommand(sku, ref, qty, eta);
            case "allocate" -> new AllocateCommand(sku, order, line, qty,
                    json.path("on_shortage").asString("").equals("BACKORDER")
                            ? OnShortage.BACKORDER
                            : OnShortage.REJECT);
            case "deallocate" -> new DeallocateCommand(sku, order, line);
            case "ship" -> new ShipLineCommand(sku, order, line);
            case "change_batch_quantity" -> new ChangeBatchQuantityCommand(sku, ref, qty);
            case "change_batch_eta" -> new ChangeBatchEtaCommand(sku, ref, eta);
            default -> throw new IllegalArgumentException("An operation nobody knows: " + json);
        };
    }
}
