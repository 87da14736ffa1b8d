package io.allocator.benchmarks.reading;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many connections, each of which asks again as soon as it has its answer. Runs in the JVM of what it asks. */
final class Load {

    static final int CONNECTIONS = 32;
    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private final URI root;

    Load(URI root) {
        this.root = root;
    }

    /**
     * How it was answered.
     *
     * @param perSecond answers in a second
     * @param p50 half of them took no longer, in milliseconds
     * @param p99 99 of 100 took no longer, in milliseconds
     */
    record Figures(double perSecond, double p50, double p99) {

        private static Figures of(Histogram micros, Duration time) {
            return new Figures(micros.getTotalCount() * 1e9 / time.toNanos(), micros.getValueAtPercentile(50) / 1e3,
                    micros.getValueAtPercentile(99) / 1e3);
        }
    }

    /** Asks for paths that are made from random numbers. */
    Figures run(IntFunction<String> path, Duration time) throws InterruptedException {
        var micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        var end = System.nanoTime() + time.toNanos();
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var connections = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, CONNECTIONS)
                    .mapToObj(_ -> connections.submit(() -> ask(client, path, end, micros))).toList();
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request failed", e.getCause());
        }
        return Figures.of(micros, time);
    }

    private Void ask(HttpClient client, IntFunction<String> path, long end, Histogram micros)
            throws IOException, InterruptedException {
        while (System.nanoTime() < end) {
            var uri = root.resolve(path.apply(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
            var start = System.nanoTime();
            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new IOException(uri + " was answered " + answer.statusCode());
            }
            micros.recordValue((System.nanoTime() - start) / 1_000);
        }
        return null;
    }
}
