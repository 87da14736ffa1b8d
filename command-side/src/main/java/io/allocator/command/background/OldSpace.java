package io.allocator.command.background;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Keeps the heap near what it holds. The serial collector lets long-lived objects, such as lines of orders, fill all that the
 * heap may ever have before it looks which of them are in use; it is asked to do so when half of them may be no more. Under
 * another collector there is nothing to do.
 */
@Component
final class OldSpace extends BackgroundWork {

    private static final String POOL_OF_SERIAL_COLLECTOR = "Tenured Gen";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration NEVER = Duration.ofDays(365);
    /** Less is not worth the pause. */
    private static final long WORTH_IT = 64L << 20;

    private final Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals(POOL_OF_SERIAL_COLLECTOR)).findFirst();

    OldSpace() {
        super("old-space");
    }

    @Override
    protected Duration work() {
        if (old.isEmpty()) {
            return NEVER;
        }
        if (isDue(old.get().getUsage().getUsed(), old.get().getCollectionUsage().getUsed())) {
            System.gc();
        }
        return BETWEEN_LOOKS;
    }

    /**
     * Whether to look which objects are in use.
     *
     * @param used bytes taken by old objects, in use or not
     * @param before bytes of those that were in use when that was last looked at; 0 if never
     */
    static boolean isDue(long used, long before) {
        return used > before + Math.max(before, WORTH_IT);
    }
}
