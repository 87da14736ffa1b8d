package io.allocator.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The middle one of some figures. */
public final class Median {

    private Median() {}

    /** Of an even number of them, the mean of the two in the middle. */
    public static double of(Collection<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /**
     * How many times the others some figures are, round by round: those of a round are measured soon after one another,
     * and the machine is not as fast in one as in the next.
     */
    public static double ofRatios(List<Double> figures, List<Double> others) {
        return of(IntStream.range(0, others.size()).mapToObj(round -> figures.get(round) / others.get(round)).toList());
    }
}
