package io.allocator.benchmarks.comparison;

import io.allocator.benchmarks.load.Answered;
import io.allocator.benchmarks.report.Median;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a system did with a task, over all rounds. Times are in milliseconds.
 *
 * @param system the system's title
 * @param task the task's title
 * @param perSecond answers in a second, the median of the rounds
 * @param rounds answers in a second, of each round
 * @param p50 half of all answers took no longer
 * @param p99 99 of 100
 * @param p999 999 of 1,000
 * @param max the longest
 * @param failures answers that were none of 2xx
 * @param serverCpu processors kept busy by the system, of those the machine has
 * @param postgresCpu by PostgreSQL
 * @param generatorCpu by the load generator
 * @param readerLagMillis age of the oldest event that some view had not taken in, at most
 * @param catchUpMillis until views had taken in all after the end of a turn, at most
 */
record Outcome(String system, String task, double perSecond, List<Double> rounds, double p50, double p99, double p999,
        double max, long failures, double serverCpu, double postgresCpu, double generatorCpu, long readerLagMillis,
        long catchUpMillis) {

    private static final double MICROS_PER_MILLI = 1_000;

    static Outcome of(String system, String task, List<Turn> turns) {
        var micros = Answered.together(turns.stream().map(Turn::answered).toList());
        var rounds = turns.stream().map(turn -> turn.answered().perSecond()).toList();
        return new Outcome(system, task, Median.of(rounds), rounds,
                micros.getValueAtPercentile(50) / MICROS_PER_MILLI, micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(99.9) / MICROS_PER_MILLI, micros.getMaxValue() / MICROS_PER_MILLI,
                turns.stream().mapToLong(turn -> turn.answered().failures()).sum(),
                mean(turns, turn -> turn.serverCpuSeconds() / turn.wallSeconds()),
                mean(turns, turn -> turn.postgresCpuSeconds() / turn.wallSeconds()),
                mean(turns, turn -> turn.answered().generatorCpuSeconds() / turn.answered().seconds()),
                turns.stream().mapToLong(Turn::readerLagMillis).max().orElse(0),
                turns.stream().mapToLong(Turn::catchUpMillis).max().orElse(0));
    }

    private static double mean(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).average().orElse(0);
    }
}
