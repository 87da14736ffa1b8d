package io.allocator.system.faults;

import io.allocator.system.harness.Nodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Sends allocations of single units over many SKUs at a pace that does not wait for answers, until very many are missing. */
final class PacedAllocations implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final int skus;
    private final long apartNanos;
    private final Semaphore unanswered = new Semaphore(400);
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicLong answered = new AtomicLong();
    private long sent;

    /** Makes the SKUs known, with plenty of stock. */
    PacedAllocations(Nodes nodes, int skus, int perSecond) {
        this.uri = nodes.commandSides().getFirst().uri().resolve("/allocations");
        this.skus = skus;
        this.apartNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        IntStream.range(0, skus).forEach(
                n -> nodes.client().addBatch("stock of visible " + n, "visible " + n, 1_000_000, null).expect(201));
    }

    /** Sends for so long; whoever is late for a turn takes the next ones at once. */
    void send(Duration time) {
        var began = System.nanoTime();
        for (var n = 0L; n * apartNanos < time.toNanos(); n++) {
            for (var left = began + n * apartNanos - System.nanoTime(); left > 0; left = began + n * apartNanos
                    - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            var order = "visible-" + sent;
            var body = "{\"orderid\":\"%s\",\"sku\":\"visible %d\",\"qty\":1}".formatted(order, sent % skus);
            var request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)).build();
            sent++;
            unanswered.acquireUninterruptibly();
            var _ = http.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                unanswered.release();
                if (answer != null && answer.statusCode() == 201) {
                    accepted.add(order);
                } else if (answer == null || answer.statusCode() != 503) {
                    unexpected.add(order + ": " + (answer == null ? failure : answer.statusCode()));
                }
                answered.incrementAndGet();
            });
        }
    }

    /** How many were sent. */
    long sent() {
        return sent;
    }

    /** How many were answered, whatever it was. */
    long answered() {
        return answered.get();
    }

    /** The orders of those that were allocated. */
    Set<String> accepted() {
        return accepted;
    }

    /** What was answered otherwise, or not at all, though nobody was told to try again. */
    Set<String> unexpected() {
        return unexpected;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
