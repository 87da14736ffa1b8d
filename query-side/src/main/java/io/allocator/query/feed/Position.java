package io.allocator.query.feed;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far one reader of the log is: the last index that it has seen, and the gaps before it that may still fill.
 *
 * <p>A gap is an index that was taken by a transaction which has not committed yet, or never will. It is given up only
 * when every transaction that could fill it has ended, however long that takes. Which these are, PostgreSQL tells: a
 * writer has its transaction id before it takes an index, so whoever took one that is seen to be missing had an id
 * below the end ({@code xmax}) of the snapshot in which it was missing. Once a later snapshot begins ({@code xmin}) at
 * or behind that end and the gap is still there, nobody is left to fill it.
 */
final class Position {

    /** How far behind a gap may fall: only so that memory is bounded, should the index ever jump. */
    private static final int MAX_GAP_OFFSET = 1_000_000;
    /** Before the first entry: indexes begin with 1. */
    private static final GapAwareTrackingToken BEGINNING = GapAwareTrackingToken.newInstance(0, new TreeSet<>());

    private GapAwareTrackingToken token;
    /** For each gap, the end of the snapshot in which it was first seen to be missing. */
    private final Map<Long, Long> missingIn = new HashMap<>();

    /** Goes on from a token; {@code null} for the beginning of the log. */
    Position(@Nullable TrackingToken token) {
        this.token = token == null ? BEGINNING : (GapAwareTrackingToken) token;
    }

    /** One to step on with, while this stays where it is. */
    Position copy() {
        var copy = new Position(token);
        copy.missingIn.putAll(missingIn);
        return copy;
    }

    /**
     * Begins a page: gives up the gaps that can fill no longer.
     *
     * @param filled gaps that this page has entries for
     * @param snapshot what was to be seen when the page was read
     */
    void settle(Collection<Long> filled, Snapshot snapshot) {
        var open = token.getGaps().stream()
                .filter(gap -> filled.contains(gap) || mayFill(gap, snapshot))
                .collect(Collectors.toCollection(TreeSet::new));
        token = GapAwareTrackingToken.newInstance(token.getIndex(), open);
    }

    private boolean mayFill(long gap, Snapshot snapshot) {
        return !snapshot.isAlone() && missingIn.getOrDefault(gap, Long.MAX_VALUE) > snapshot.xmin();
    }

    /**
     * Steps to an entry of the page, which fills a gap or lies ahead.
     *
     * @return the token of that entry
     */
    TrackingToken stepTo(long globalIndex, Snapshot snapshot) {
        token = snapshot.isAlone() && globalIndex > token.getIndex()
                ? GapAwareTrackingToken.newInstance(globalIndex, token.getGaps())
                : token.advanceTo(globalIndex, MAX_GAP_OFFSET);
        return token;
    }

    /** Ends a page: notes in which snapshot the gaps that are new were missing. */
    void note(Snapshot snapshot) {
        missingIn.keySet().retainAll(token.getGaps());
        token.getGaps().forEach(gap -> missingIn.putIfAbsent(gap, snapshot.xmax()));
    }

    TrackingToken token() {
        return token;
    }

    long index() {
        return token.getIndex();
    }

    Long[] gaps() {
        return token.getGaps().toArray(Long[]::new);
    }

    /**
     * What PostgreSQL shows to a statement.
     *
     * @param xmin all transactions below it have ended
     * @param xmax all transactions from it on have not begun
     */
    record Snapshot(long xmin, long xmax) {

        /** Whether no transaction that writes was under way: then what is missing stays so. */
        boolean isAlone() {
            return xmin == xmax;
        }
    }
}
