package io.allocator.benchmarks.reading;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of a view that are written anew while it is read, as by a view that follows a busy log: some at random, again and again. */
final class Changing implements AutoCloseable {

    /** Keys whose rows are written in a second, and transactions in which they are. */
    static final int KEYS_PER_SECOND = 1_000;

    private static final Duration EVERY = Duration.ofMillis(50);
    private static final int AT_ONCE = Math.toIntExact(KEYS_PER_SECOND * EVERY.toMillis() / 1_000);

    private final CountDownLatch isOver = new CountDownLatch(1);
    private final Thread thread;

    private Changing(JdbcClient sql, String update, List<String> keys) {
        var random = new Random(1);
        thread = Thread.ofVirtual().start(() -> {
            var next = System.nanoTime();
            while (!isOver(next - System.nanoTime())) {
                next += EVERY.toNanos();
                sql.sql(update).param(Stream.generate(() -> keys.get(random.nextInt(keys.size()))).limit(AT_ONCE)
                        .toArray(String[]::new)).update();
            }
        });
    }

    /** Begins, by a statement that takes an array of keys; it goes on until it is closed. */
    static Changing start(JdbcClient sql, String update, List<String> keys) {
        return new Changing(sql, update, keys);
    }

    private boolean isOver(long afterNanos) {
        try {
            return isOver.await(afterNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody interrupts it", e);
        }
    }

    @Override
    public void close() {
        isOver.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody interrupts it", e);
        }
    }
}
