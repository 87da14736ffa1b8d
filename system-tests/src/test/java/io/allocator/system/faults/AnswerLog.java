package io.allocator.system.faults;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** The load's own log of what it was answered, and when. Written by all connections at once. */
final class AnswerLog {

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder unavailable = new LongAdder();
    private final LongAccumulator slowestUnavailable = new LongAccumulator(Math::max, 0);
    private final LongAccumulator longestSilence = new LongAccumulator(Math::max, 0);
    private final LongAccumulator lastAnsweredWasSent = new LongAccumulator(Math::max, Long.MIN_VALUE);
    private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());

    /** Somebody was told something. */
    void add(Told what) {
        told.add(what);
    }

    /** Somebody was told what must never be said. */
    void addWrong(String what) {
        wrong.add(what);
    }

    /** A 2xx or a refusal came, to what was sent then. */
    void onAnswer(int status, long sentNanos) {
        (status < 300 ? answered : refused).increment();
        var now = System.nanoTime();
        longestSilence.accumulate(now - lastAnswer.getAndSet(now));
        lastAnsweredWasSent.accumulate(sentNanos);
    }

    /** No answer came. */
    void onLost() {
        lost.increment();
    }

    /** A 503 came, after so long. */
    void onUnavailable(long nanos) {
        unavailable.increment();
        slowestUnavailable.accumulate(nanos);
    }

    /** All that was told for good. */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** All that must not have been said; empty when all is well. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Answers for good so far. */
    long answers() {
        return answered.sum() + refused.sum();
    }

    /** How often 503 was answered so far. */
    long unavailable() {
        return unavailable.sum();
    }

    /** The longest that anybody waited to be told 503. */
    Duration slowestUnavailable() {
        return Duration.ofNanos(slowestUnavailable.get());
    }

    /** When that was sent which was sent last of all that was answered. */
    boolean isAnsweredSentAfter(long nanos) {
        return lastAnsweredWasSent.get() - nanos > 0;
    }

    @Override
    public String toString() {
        return "%d answered, %d refused, unknown at first: %d lost, %d told 503 (slowest %s); longest without an answer %s"
                .formatted(answered.sum(), refused.sum(), lost.sum(), unavailable.sum(),
                        Run.seconds(slowestUnavailable()), Run.seconds(Duration.ofNanos(longestSilence.get())));
    }
}
