package io.allocator.query.readmodel;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;

/**
 * Runs a processor's coordinator, and lets it wait no longer than a cap. After failures Axon doubles the wait up to a
 * minute: so long the views would stand still after the database has come back.
 */
final class CappedScheduler extends ScheduledThreadPoolExecutor {

    private final long capMillis;

    CappedScheduler(String name, Duration cap) {
        super(1, new AxonThreadFactory(name));
        this.capMillis = cap.toMillis();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return super.schedule(command, Math.min(unit.toMillis(delay), capMillis), TimeUnit.MILLISECONDS);
    }
}
