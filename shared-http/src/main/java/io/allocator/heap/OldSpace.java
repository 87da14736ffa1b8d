package io.allocator.heap;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the heap near what it holds. The serial collector lets long-lived objects, such as lines of orders, fill all that the
 * heap may ever have before it looks which of them are in use; it is asked to do so when a third of them may be no more. Under
 * another collector there is nothing to do.
 */
final class OldSpace implements SmartLifecycle {

    private static final String POOL_OF_SERIAL_COLLECTOR = "Tenured Gen";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Less is not worth the pause. */
    private static final long WORTH_IT = 40L << 20;

    private @Nullable ScheduledExecutorService looks;

    @Override
    public synchronized void start() {
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(POOL_OF_SERIAL_COLLECTOR)).findFirst().ifPresent(old -> {
                    looks = Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("old-space").factory());
                    var millis = BETWEEN_LOOKS.toMillis();
                    var _ = looks.scheduleWithFixedDelay(() -> look(old), millis, millis, TimeUnit.MILLISECONDS);
                });
    }

    private static void look(MemoryPoolMXBean old) {
        if (isDue(old.getUsage().getUsed(), old.getCollectionUsage().getUsed())) {
            System.gc();
        }
    }

    /**
     * Whether to look which objects are in use.
     *
     * @param used bytes taken by old objects, in use or not
     * @param before bytes of those that were in use when that was last looked at; 0 if never
     */
    static boolean isDue(long used, long before) {
        return used > before + Math.max(before / 2, WORTH_IT);
    }

    @Override
    public synchronized void stop() {
        if (looks != null) {
            looks.shutdown();
            looks = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looks != null;
    }
}
