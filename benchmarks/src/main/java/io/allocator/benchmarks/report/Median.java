package io.allocator.benchmarks.report;

import java.util.Collection;

/** The middle one of some figures. */
public final class Median {

    private Median() {}

    /** Of an even number of them, the mean of the two in the middle. */
    public static double of(Collection<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
