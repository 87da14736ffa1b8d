package io.allocator.query.readmodel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a processor tries a batch that fails before it sets SKUs aside. Where it has done that a moment ago, it does
 * so at once: a bug that concerns many SKUs must not make the others wait for each of them.
 */
final class Patience {

    /** The last of these sets aside. Axon waits half a second and then a second in between. */
    static final int TRIES = 3;
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private final Map<Integer, Integer> failures = new ConcurrentHashMap<>();
    private volatile long forgottenAt = System.nanoTime();

    /** Whether to wait no longer. */
    boolean isOver(int segment) {
        return failures.getOrDefault(segment, 0) >= TRIES - 1 || System.nanoTime() - forgottenAt < 0;
    }

    /** How often this batch has been tried, with the try under way. */
    int tries(int segment) {
        return failures.getOrDefault(segment, 0) + 1;
    }

    void failed(int segment) {
        failures.merge(segment, 1, Integer::sum);
    }

    void succeeded(int segment) {
        failures.remove(segment);
    }

    void hasSetAside() {
        forgottenAt = System.nanoTime() + MEMORY.toNanos();
    }
}
