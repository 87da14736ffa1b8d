package io.allocator.query.operations;

import io.allocator.query.readmodel.DeadLetters;
import io.allocator.query.readmodel.Positions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How many SKUs each view has set aside, as a metric. It asks the database when it is read, and only then. */
@Component
class DeadLetterMetrics implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterMetrics.class);

    private final DeadLetters letters;
    private final Positions positions;

    DeadLetterMetrics(DeadLetters letters, Positions positions) {
        this.letters = letters;
        this.positions = positions;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var view : positions.views()) {
            Gauge.builder("allocator.dead.letters", () -> count(view)).tag("view", view)
                    .description("SKUs that the view has set aside, since it could not take in an event of theirs")
                    .register(meters);
        }
    }

    /** Not a number while the views cannot be read. */
    private double count(String view) {
        try {
            return letters.countOf(view);
        } catch (RuntimeException e) {
            log.debug("What {} has set aside cannot be told just now", view, e);
            return Double.NaN;
        }
    }
}
