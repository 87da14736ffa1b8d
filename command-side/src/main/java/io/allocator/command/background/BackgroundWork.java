package io.allocator.command.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Work on a virtual thread of its own: done once at the start, whenever it is woken, and after the pause it asked for.
 * Calls to {@link #wake()} that come while it works are one.
 */
public abstract class BackgroundWork implements SmartLifecycle {

    /** What is under way at a stop may take so long to end, while there still is a database. */
    private static final Duration LAST_TURN = Duration.ofSeconds(15);

    private final String name;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** Work that shows under this name in a thread dump. */
    protected BackgroundWork(String name) {
        this.name = name;
    }

    /**
     * Does what there is to do. Must not throw because of a failure that may pass.
     *
     * @return after what pause to do it again, unless it is woken before
     */
    protected abstract Duration work() throws InterruptedException;

    /** Has it work again at once. */
    public final void wake() {
        wake.release();
    }

    @Override
    public final void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public final void stop() {
        running = false;
        wake.release();
        var working = thread;
        if (working == null) {
            return;
        }
        try {
            working.join(LAST_TURN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has not been told to stop; work in several steps asks before each. */
    @Override
    public final boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                var pause = work();
                var _ = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
