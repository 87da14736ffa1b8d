package io.allocator.benchmarks.load;

/** Is told of each answer that counts. */
@FunctionalInterface
public interface AnswerListener {

    /**
     * Tells of one.
     *
     * @param number of the order, for workloads that allocate
     * @param since when the request was sent, or due to be sent, by {@code System.nanoTime()}
     * @param at when it was answered, by the same clock
     */
    void answered(long number, long since, long at);
}
