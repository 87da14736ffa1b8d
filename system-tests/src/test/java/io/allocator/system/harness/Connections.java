package io.allocator.system.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Work done over many connections at once. */
public final class Connections {

    private Connections() {}

    /**
     * Does each piece of work once, at most {@code count} at a time, started in the given order.
     *
     * @return the results, in the order of the work
     */
    public static <T, R> List<R> each(int count, List<T> work, Function<? super T, ? extends R> job)
            throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(count)) {
            var tasks = work.stream().<Callable<R>>map(item -> () -> job.apply(item)).toList();
            var results = new ArrayList<R>();
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("A connection failed: " + e.getCause(), e.getCause());
        }
    }

    /** The numbers from 0, as a list of work. */
    public static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
