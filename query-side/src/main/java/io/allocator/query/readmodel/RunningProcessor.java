package io.allocator.query.readmodel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** A processor that runs, with the threads that it has to itself. Looked after by one thread at a time. */
final class RunningProcessor {

    private final StreamingEventProcessor processor;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService workers;
    private final Supplier<List<Integer>> stored;

    /** All segments, on whatever node; none until they are made. Their number does not change. */
    private List<Integer> segments = List.of();

    private final Map<Integer, CompletableFuture<Boolean>> claims = new HashMap<>();

    /**
     * Takes one over.
     *
     * @param stored looks up the numbers of its segments, on whatever node
     */
    RunningProcessor(StreamingEventProcessor processor, ScheduledExecutorService coordinator,
            ScheduledExecutorService workers, Supplier<List<Integer>> stored) {
        this.processor = processor;
        this.coordinator = coordinator;
        this.workers = workers;
        this.stored = stored;
    }

    /**
     * Lets go of segments once what is being projected of them is finished, and claims the others as soon as nobody has
     * them. One that it lost by a failure Axon would leave alone for a second, then two, and so on up to a minute: so long
     * a view would stand still after its database has come back.
     *
     * @param isReleased tells those that are not, or no longer, for this processor
     */
    void keepSegments(IntPredicate isReleased) {
        var working = processor.processingStatus();
        working.keySet().stream().filter(isReleased::test).forEach(processor::releaseSegment);
        if (segments.isEmpty()) {
            segments = stored.get();
        }
        segments.stream().filter(segment -> !isReleased.test(segment))
                .filter(segment -> !working.containsKey(segment) || working.get(segment).isErrorState())
                .forEach(segment -> claims.compute(segment, (_, last) -> last == null || last.isDone()
                        ? processor.claimSegment(segment)
                        : last));
    }

    boolean isWorking() {
        return processor.isRunning() && !processor.isError();
    }

    /** Ends it once what is being projected is finished. */
    CompletableFuture<Void> stop() {
        return processor.shutdownAsync().whenComplete((_, _) -> {
            coordinator.shutdown();
            workers.shutdown();
        });
    }
}
