package io.allocator.query.operations;

import io.allocator.api.query.GetOperationsQuery;
import io.allocator.api.query.OperationsView;
import io.allocator.query.readmodel.DeadLetters;
import io.allocator.query.readmodel.Positions;
import io.allocator.query.readmodel.Rebuilds;
import io.allocator.query.readmodel.RunningProcessors;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class OperationsQueries {

    private final Rebuilds rebuilds;
    private final Positions positions;
    private final DeadLetters letters;
    private final RunningProcessors running;

    OperationsQueries(Rebuilds rebuilds, Positions positions, DeadLetters letters, RunningProcessors running) {
        this.rebuilds = rebuilds;
        this.positions = positions;
        this.letters = letters;
        this.running = running;
    }

    @QueryHandler
    OperationsView get(GetOperationsQuery query) {
        return new OperationsView(rebuilds.states().stream().map(this::view).toList());
    }

    private OperationsView.View view(Rebuilds.State state) {
        var segments = positions.segments(state.processor()).stream().map(
                s -> new OperationsView.Segment(s.segment(), s.owner(), s.position().getIndex())).toList();
        var next = state.rebuilding();
        return new OperationsView.View(state.name(), running.isRunning(state.processor()), segments,
                letters.count(state.processor()), instant(state.rebuilt()), next == null
                        ? null
                        : new OperationsView.Rebuild(instant(state.began()), rebuilds.position(next).getIndex(),
                                letters.count(next)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
