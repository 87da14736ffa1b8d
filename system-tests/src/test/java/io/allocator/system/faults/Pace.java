package io.allocator.system.faults;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets so many go a second, at even distances. What could not go while nothing went is not made up for. */
final class Pace {

    private final long apartNanos;
    private long nextNanos = System.nanoTime();
    private volatile boolean over;

    /** Made for so many a second; 0 for no limit. */
    Pace(int perSecond) {
        apartNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * Waits for one's turn.
     *
     * @return not, when there are no more turns
     */
    boolean awaitTurn() {
        var turn = nextTurn();
        for (var left = turn - System.nanoTime(); left > 0 && !over; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return !over;
    }

    private synchronized long nextTurn() {
        var turn = Math.max(nextNanos, System.nanoTime() - apartNanos);
        nextNanos = turn + apartNanos;
        return turn;
    }

    /** Nobody has a turn any more. */
    void end() {
        over = true;
    }
}
