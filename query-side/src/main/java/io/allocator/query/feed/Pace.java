package io.allocator.query.feed;

import java.time.Duration;

/**
 * How long to wait between two looks at the log: the longer, the more there is. What a view costs for one event it costs for
 * ten, and rows that events have in common are written once for all of them. Who waits for a change waits half as long at
 * the average. It grows by and by: what comes at once after a short standstill is a burst, and no sign of more to come.
 */
final class Pace {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    /** From an event each millisecond on, so many events of a look as make up for its cost. */
    private static final double WORTH_A_LOOK = 40;
    private static final Duration LONGEST = Duration.ofMillis(200);
    /** At most so many times as long as the last one. */
    private static final int GROWTH = 2;

    private volatile Duration pause = SHORTEST;
    private long index = -1;
    private long at;

    /**
     * Hears where a reader found the end of the log.
     *
     * @param end the index of its last entry
     * @param nanos when that was, by {@link System#nanoTime}
     */
    synchronized void reached(long end, long nanos) {
        var millis = (nanos - at) / 1e6;
        if (index >= 0 && millis < SHORTEST.toMillis()) {
            // another reader has just told
            return;
        }
        if (index >= 0) {
            pause = pauseAt((end - index) / millis);
        }
        index = end;
        at = nanos;
    }

    private Duration pauseAt(double eventsPerMilli) {
        if (eventsPerMilli < 1) {
            return SHORTEST;
        }
        var longest = Math.min(LONGEST.toMillis(), GROWTH * pause.toMillis());
        return Duration.ofMillis(Math.min(longest, Math.round(WORTH_A_LOOK * eventsPerMilli)));
    }

    /** How long to wait now. */
    Duration pause() {
        return pause;
    }
}
