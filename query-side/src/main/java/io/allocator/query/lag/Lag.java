package io.allocator.query.lag;

import io.allocator.api.query.LagView;
import io.allocator.query.feed.EventFeed;
import io.allocator.query.readmodel.Positions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.springframework.stereotype.Component;

/** Compares where the views are with where the log ends. */
@Component
class Lag {

    private final EventFeed feed;
    private final Positions positions;
    private final Clock clock;

    Lag(EventFeed feed, Positions positions, Clock clock) {
        this.feed = feed;
        this.positions = positions;
        this.clock = clock;
    }

    /** The views' names, in the order of the alphabet. */
    List<String> views() {
        return positions.views();
    }

    /**
     * How far a view is behind; of several segments, the last.
     *
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException when the log cannot be read just now
     */
    LagView.View of(String view) {
        return positions.current().getOrDefault(view, List.of()).stream().map(position -> behind(view, position))
                .max(Comparator.comparingLong(LagView.View::events)).orElseGet(() -> new LagView.View(view, 0, 0));
    }

    private LagView.View behind(String view, GapAwareTrackingToken position) {
        var first = feed.timeOfFirstBehind(position.getIndex());
        return first.map(time -> new LagView.View(view, feed.countBehind(position.getIndex()),
                Math.max(0, Duration.between(time, clock.instant()).toMillis())))
                .orElseGet(() -> new LagView.View(view, 0, 0));
    }
}
