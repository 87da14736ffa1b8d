package io.allocator.command.drains;

import io.allocator.api.command.DrainCommand;
import io.allocator.command.dispatch.ProductGateway;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Goes on with drains: at once with those of this process, and now and then with those that another one left behind.
 * Two at the same one do no harm, since each part is a decision like any other.
 */
@Component
class DrainContinuation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DrainContinuation.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final JdbcDueDrains drains;
    private final ProductGateway products;
    private final Semaphore wake = new Semaphore(1);
    private volatile boolean running;

    DrainContinuation(JdbcDueDrains drains, ProductGateway products) {
        this.drains = drains;
        this.products = products;
        drains.onDue(wake::release);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("drains").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                var _ = wake.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                goOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void goOn() {
        try {
            for (var sku : drains.all()) {
                if (running) {
                    products.send(new DrainCommand(sku), "drain");
                }
            }
        } catch (RuntimeException e) {
            // the database is away, or a conflict went on for too long: the next look finds it still due
            log.warn("A drain was not finished and is tried again: {}", e.toString());
        }
    }
}
