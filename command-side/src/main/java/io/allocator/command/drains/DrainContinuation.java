package io.allocator.command.drains;

import io.allocator.api.command.DrainCommand;
import io.allocator.command.background.BackgroundWork;
import io.allocator.command.dispatch.ProductGateway;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes on with drains: at once with those of this process, and now and then with those that another one left behind.
 * Two at the same one do no harm, since each part is a decision like any other.
 */
@Component
class DrainContinuation extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(DrainContinuation.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final JdbcDueDrains drains;
    private final ProductGateway products;

    DrainContinuation(JdbcDueDrains drains, ProductGateway products) {
        super("drains");
        this.drains = drains;
        this.products = products;
        drains.onDue(this::wake);
    }

    @Override
    protected Duration work() {
        try {
            for (var sku : drains.all()) {
                if (isRunning()) {
                    goOn(sku);
                }
            }
        } catch (RuntimeException e) {
            log.warn("Which drains are due is not known now: {}", e.toString());
        }
        return LOOK_EVERY;
    }

    /** To its end, as long as it takes. */
    private void goOn(String sku) {
        try {
            var _ = products.sendInTurn(new DrainCommand(sku), "drain").join();
        } catch (RuntimeException e) {
            // the database is away, or a conflict went on for too long: the next look finds it still due
            log.warn("The drain of {} was not finished and is tried again: {}", sku, e.toString());
        }
    }
}
