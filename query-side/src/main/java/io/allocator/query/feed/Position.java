package io.allocator.query.feed;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far one reader of the log is: the last index that it has seen, and the gaps before it that may still fill.
 *
 * <p>A gap is an index that was taken by a transaction which has not committed yet, or never will. It is given up only
 * when every transaction that could fill it has ended, however long that takes. A writer has its transaction id before it
 * takes an index. So once a gap has been seen, whoever has taken it has an id below any that is given out from then on:
 * the reader has one given to itself. When all below that have ended and the gap is still there, nobody is left to fill it.
 * (The end of the snapshot in which the gap was seen would not do: it is the last id that has ended, not the last given.)
 */
final class Position {

    /** The most gaps that are kept, the latest: only so that memory is bounded, should the index ever jump. */
    private static final int MOST_GAPS = 1_000_000;
    /** Before the first entry: indexes begin with 1. */
    private static final GapAwareTrackingToken BEGINNING = GapAwareTrackingToken.newInstance(0, new TreeSet<>());

    private final NavigableSet<Long> gaps;
    /** For each gap, a transaction id that was given out after it was seen. */
    private final Map<Long, Long> takenBefore = new HashMap<>();
    private long index;
    /** As it was asked for last; {@code null} after each step. */
    private @Nullable GapAwareTrackingToken token;

    /** Goes on from a token; {@code null} for the beginning of the log. */
    Position(@Nullable TrackingToken token) {
        this.token = token == null ? BEGINNING : (GapAwareTrackingToken) token;
        this.index = this.token.getIndex();
        this.gaps = new TreeSet<>(this.token.getGaps());
    }

    /** One to step on with, while this stays where it is. */
    Position copy() {
        var copy = new Position(token());
        copy.takenBefore.putAll(takenBefore);
        return copy;
    }

    /**
     * Begins a page: gives up the gaps that can fill no longer.
     *
     * @param filled indexes that this page has entries for
     * @param allEndedBelow the transaction id below which all had ended when the page was read
     */
    void settle(Collection<Long> filled, long allEndedBelow) {
        gaps.removeIf(gap -> !filled.contains(gap)
                && takenBefore.getOrDefault(gap, Long.MAX_VALUE) <= allEndedBelow);
        takenBefore.keySet().retainAll(gaps);
        token = null;
    }

    /** Steps to an entry of the page, which fills a gap or lies ahead. */
    void stepTo(long globalIndex) {
        if (!gaps.remove(globalIndex)) {
            for (var gap = Math.max(index + 1, globalIndex - MOST_GAPS); gap < globalIndex; gap++) {
                gaps.add(gap);
            }
            index = globalIndex;
            while (gaps.size() > MOST_GAPS) {
                gaps.pollFirst();
            }
        }
        token = null;
    }

    /** Whether there are gaps that were not seen before. */
    boolean hasNewGaps() {
        return !takenBefore.keySet().containsAll(gaps);
    }

    /** Notes for the new gaps a transaction id that was given out after they were seen. */
    void note(long transactionId) {
        gaps.forEach(gap -> takenBefore.putIfAbsent(gap, transactionId));
    }

    /** It as a token, which costs as much as there are gaps: not to be made for each entry of a page. */
    GapAwareTrackingToken token() {
        if (token == null) {
            token = GapAwareTrackingToken.newInstance(index, gaps);
        }
        return token;
    }

    long index() {
        return index;
    }

    Long[] gaps() {
        return gaps.toArray(Long[]::new);
    }
}
