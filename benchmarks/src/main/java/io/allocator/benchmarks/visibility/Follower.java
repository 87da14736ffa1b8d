package io.allocator.benchmarks.visibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Follows the changes of a query side, and notes when each order's first was received. */
final class Follower implements AutoCloseable {

    private static final Pattern ORDER = Pattern.compile("\"orderid\":\"([^\"]+)\"");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    Follower(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setTcpNoDelay(true);
        // Of HTTP/1.0, so that nothing is between the lines.
        socket.getOutputStream().write("GET /changes HTTP/1.0\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        var _ = Thread.ofPlatform().daemon().start(this::follow);
    }

    private void follow() {
        try (var lines = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var at = System.nanoTime();
                var order = ORDER.matcher(line);
                if (order.find()) {
                    seen.putIfAbsent(order.group(1), at);
                }
            }
        } catch (SocketException closed) {
            // By close(), or missed orders tell.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When an order was seen, by {@code System.nanoTime()}, if it was. */
    Map<String, Long> seen() {
        return seen;
    }

    /**
     * Waits until all of these were seen.
     *
     * @throws IOException if some are not in time
     */
    void awaitAll(Set<String> orders) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.keySet().containsAll(orders)) {
            if (System.nanoTime() > end) {
                throw new IOException("Some of " + orders.size() + " orders were never seen");
            }
            LockSupport.parkNanos(PATIENCE.toNanos() / 1_000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
