package io.allocator.benchmarks.comparison;

import io.allocator.benchmarks.load.Answered;

/**
 * One system's turn with one task.
 *
 * @param answered how it was answered
 * @param serverCpuSeconds processor time of the system's processes, in the whole turn
 * @param postgresCpuSeconds of PostgreSQL
 * @param wallSeconds how long the whole turn took
 * @param readerLagMillis age of the oldest event that some view had not taken in, at most; 0 without views
 * @param catchUpMillis until the views had taken in all, after the end
 */
record Turn(Answered answered, double serverCpuSeconds, double postgresCpuSeconds, double wallSeconds,
        long readerLagMillis, long catchUpMillis) {}
