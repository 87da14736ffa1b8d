package io.allocator.query.lag;

import io.allocator.api.query.LagView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The lag of each view as two metrics. They ask the databases when they are read, and only then. */
@Component
class LagMetrics implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(LagMetrics.class);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Lag lag;

    LagMetrics(Lag lag) {
        this.lag = lag;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var view : lag.views()) {
            Gauge.builder("allocator.view.lag.events", () -> measure(view, LagView.View::events)).tag("view", view)
                    .description("Events of the log that the view has not taken in yet").register(meters);
            Gauge.builder("allocator.view.lag", () -> measure(view, v -> v.millis() / MILLIS_PER_SECOND))
                    .tag("view", view).baseUnit("seconds")
                    .description("How long ago the first event was decided that the view has not taken in yet")
                    .register(meters);
        }
    }

    /** Not a number while the log or the views cannot be read. */
    private double measure(String view, ToDoubleFunction<LagView.View> figure) {
        try {
            return figure.applyAsDouble(lag.of(view));
        } catch (RuntimeException e) {
            log.debug("The lag of {} cannot be told just now", view, e);
            return Double.NaN;
        }
    }
}
