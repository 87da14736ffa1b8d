package io.allocator.benchmarks.visibility;

import io.allocator.benchmarks.load.Answered;
import io.allocator.benchmarks.load.LoadGenerator;
import io.allocator.benchmarks.load.LoadPlan;
import io.allocator.benchmarks.systems.RunningSystem;
import java.io.IOException;
import java.util.HashMap;
import org.HdrHistogram.Histogram;

/**
 * How long it took until changes were told of by the query side, each once all views showed it.
 *
 * @param fromAnswer since the command side's answer, which comes after the commit; in microseconds
 * @param fromRequest since the request was due; in microseconds
 */
public record VisibleTimes(Histogram fromAnswer, Histogram fromRequest) {

    /** What is wanted of the middle one, from the answer, in milliseconds. */
    public static final double P50_AT_MOST = 20;
    /** What is wanted of 99 of 100, from the answer, in milliseconds. */
    public static final double P99_AT_MOST = 100;
    /** Changes in a second, for which that is wanted. */
    public static final int PER_SECOND = 500;

    /**
     * Has single allocations sent, and waits until all of them were told of.
     *
     * @param system with a query side that follows
     * @param plan {@link LoadPlan#paced paced}; of names that were not used before
     * @throws IOException if some were never told of
     */
    public static VisibleTimes of(RunningSystem system, LoadPlan plan) throws IOException, InterruptedException {
        var answered = new HashMap<String, Long>();
        var since = new HashMap<String, Long>();
        var times = new VisibleTimes(Answered.newHistogram(), Answered.newHistogram());
        var orders = plan.names() + "-" + plan.orders() + "-";
        try (var follower = new Follower(system.programs().getLast().port())) {
            var _ = LoadGenerator.runHere(plan, (number, sent, at) -> {
                answered.put(orders + number, at);
                since.put(orders + number, sent);
            });
            var _ = system.awaitCaughtUp();
            follower.awaitAll(answered.keySet());
            answered.forEach((order, at) -> {
                var seen = follower.seen().getOrDefault(order, Long.MAX_VALUE);
                times.fromAnswer.recordValue(Math.max(0, seen - at) / 1_000);
                times.fromRequest.recordValue((seen - since.getOrDefault(order, at)) / 1_000);
            });
        }
        return times;
    }
}
