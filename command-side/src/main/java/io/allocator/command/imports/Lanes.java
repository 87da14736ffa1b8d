package io.allocator.command.imports;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

/**
 * Runs tasks side by side, those of one key in the order in which they were given. Holds a bounded number of waiting
 * tasks: who gives more has to wait.
 */
final class Lanes implements AutoCloseable {

    private static final int WAITING_PER_LANE = 64;

    private final List<ExecutorService> lanes;
    private final Semaphore room;

    Lanes(int count) {
        ThreadFactory threads = Thread.ofVirtual().name("import-", 0).factory();
        lanes = Stream.generate(() -> Executors.newSingleThreadExecutor(threads)).limit(count).toList();
        room = new Semaphore(count * WAITING_PER_LANE);
    }

    void submit(String key, Runnable task) throws InterruptedException {
        room.acquire();
        lanes.get(Math.floorMod(key.hashCode(), lanes.size())).execute(() -> {
            try {
                task.run();
            } finally {
                room.release();
            }
        });
    }

    /** Waits for all tasks to end. */
    @Override
    public void close() {
        lanes.forEach(ExecutorService::close);
    }
}
