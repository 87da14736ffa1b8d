package io.allocator.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes requests, as bytes. */
final class Requests {

    /**
     * The hottest 200 of 4,000 SKUs get 28 of 100 lines, as against 32 of 100 among the 3,400 SKUs of a real shop's half
     * year; the hottest ten 6.6 as against 3.7.
     */
    private static final double ZIPF_EXPONENT = 0.6;

    /** Of ten requests. */
    private static final int ALLOCATIONS_IN_MIX = 6;
    private static final int CUTS_IN_MIX = 1;
    private static final int IN_MIX = 10;

    private static final int PLENTY = 1_000_000_000;
    private static final int SMALL = 50;
    private static final int SMALLEST = 20;
    private static final int LARGEST = 60;

    private final LoadPlan plan;
    private final SplittableRandom random;
    private final double[] cumulated;
    private final List<String> paths;
    private final List<ArrayDeque<Line>> open;
    private long number;

    private record Line(String order, String sku) {}

    Requests(LoadPlan plan) throws IOException {
        this.plan = plan;
        // The same requests in every round and to every system.
        this.random = new SplittableRandom(plan.workload().name().hashCode());
        this.cumulated = zipf(plan.skus());
        this.paths = plan.pathsFile().isEmpty() ? List.of() : Files.readAllLines(Path.of(plan.pathsFile()));
        this.open = IntStream.range(0, plan.connections()).mapToObj(_ -> new ArrayDeque<Line>())
                .toList();
    }

    /** The number of the last allocation's order. */
    long number() {
        return number;
    }

    /** The next request on a connection. */
    byte[] next(int connection) {
        return switch (plan.workload()) {
            case ALLOCATE -> allocate(sku(random.nextInt(plan.skus())), order());
            case ALLOCATE_ZIPF -> allocate(sku(zipf()), order());
            case MIXED -> mixed(open.get(connection));
            case ADD_BATCHES -> addBatch(sku((int) number++), "wh", PLENTY, "null");
            case ADD_BATCHES_TO_CUT -> {
                var sku = sku((int) (number / 2));
                yield number++ % 2 == 0
                        ? addBatch(sku, "wh", SMALL, "null")
                        : addBatch(sku, "sea", PLENTY, "\"2099-01-31\"");
            }
            case GET -> request("GET", paths.get(random.nextInt(paths.size())), "");
        };
    }

    private byte[] mixed(ArrayDeque<Line> lines) {
        var kind = random.nextInt(IN_MIX);
        var sku = sku(random.nextInt(plan.skus()));
        if (kind < CUTS_IN_MIX) {
            return request("PATCH", "/batches/" + sku + "-wh",
                    "{\"qty\":" + random.nextInt(SMALLEST, LARGEST + 1) + "}");
        }
        if (kind < CUTS_IN_MIX + ALLOCATIONS_IN_MIX || lines.isEmpty()) {
            var line = new Line(order(), sku);
            lines.add(line);
            return allocate(line.sku, line.order);
        }
        var line = lines.remove();
        return request("DELETE", "/allocations/" + line.order + "/" + line.sku, "");
    }

    private byte[] allocate(String sku, String order) {
        return request("POST", "/allocations", "{\"orderid\":\"" + order + "\",\"sku\":\"" + sku + "\",\"qty\":1}");
    }

    private byte[] addBatch(String sku, String suffix, int quantity, String eta) {
        return request("POST", "/batches", "{\"ref\":\"" + sku + "-" + suffix + "\",\"sku\":\"" + sku + "\",\"qty\":"
                + quantity + ",\"eta\":" + eta + "}");
    }

    private static byte[] request(String method, String path, String body) {
        var head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n";
        var whole = body.isEmpty()
                ? head + "\r\n"
                : head + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        return whole.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String order() {
        return plan.names() + "-" + plan.orders() + "-" + ++number;
    }

    private String sku(int n) {
        return plan.names() + "-SKU-" + n;
    }

    private int zipf() {
        var found = Arrays.binarySearch(cumulated, random.nextDouble());
        return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
    }

    private static double[] zipf(int skus) {
        var cumulated = new double[skus];
        var sum = 0.0;
        for (var n = 0; n < skus; n++) {
            sum += Math.pow(n + 1, -ZIPF_EXPONENT);
            cumulated[n] = sum;
        }
        for (var n = 0; n < skus; n++) {
            cumulated[n] /= sum;
        }
        return cumulated;
    }
}
