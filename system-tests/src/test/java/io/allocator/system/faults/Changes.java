package io.allocator.system.faults;

import io.allocator.system.harness.Nodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows the query side's {@code /changes}, and notes when each came. */
final class Changes implements AutoCloseable {

    private static final String DATA = "data: ";

    private final HttpClient http;
    private final InputStream body;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("changes").unstarted(this::read);

    private record Line(Instant came, String text) {}

    /** A change, and when it came. */
    record Change(Instant came, JsonNode entry) {

        /** From when it was decided, which is before its commit, until it came, when all views showed it. */
        Duration delay() {
            return Duration.between(Instant.parse(entry.get("time").asString()), came);
        }

        /** The order that it is about, if it is about one. */
        Optional<String> order() {
            return entry.at("/data/orderid").asStringOpt();
        }

        /** Which event it is. */
        String event() {
            return entry.get("sku").asString() + " " + entry.get("n").asLong();
        }
    }

    private Changes(HttpClient http, InputStream body) {
        this.http = http;
        this.body = body;
    }

    /** Follows from now on. */
    static Changes follow(Nodes nodes) throws InterruptedException {
        try {
            var http = HttpClient.newHttpClient();
            var body = http.send(HttpRequest.newBuilder(URI.create(nodes.reading() + "/changes")).build(),
                    BodyHandlers.ofInputStream()).body();
            var changes = new Changes(http, body);
            changes.thread.start();
            changes.connected.await();
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                connected.countDown();
                if (line.startsWith(DATA)) {
                    lines.add(new Line(Instant.now(), line.substring(DATA.length())));
                }
            }
        } catch (IOException closed) {
            connected.countDown();
        }
    }

    /** What came so far, in order. */
    List<Change> seen() {
        return lines.stream().map(line -> new Change(line.came(), JsonMapper.shared().readTree(line.text()))).toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
