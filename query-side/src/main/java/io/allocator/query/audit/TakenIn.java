package io.allocator.query.audit;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;

/** What of the log a view has taken in: each segment, a part of the SKUs, all up to a position but its gaps. */
record TakenIn(Map<Segment, GapAwareTrackingToken> positions) {

    static final TakenIn NOTHING = new TakenIn(Map.of());

    /** As the positions tell that are stored with a view, by the numbers of the segments. */
    static TakenIn of(Map<Integer, GapAwareTrackingToken> stored) {
        var numbers = stored.keySet().stream().mapToInt(Integer::intValue).toArray();
        return new TakenIn(stored.keySet().stream()
                .collect(Collectors.toMap(number -> Segment.computeSegment(number, numbers), stored::get)));
    }

    boolean contains(String sku, long globalIndex) {
        return positions.entrySet().stream().anyMatch(part -> part.getKey().matches(sku)
                && part.getValue().getIndex() >= globalIndex && !part.getValue().getGaps().contains(globalIndex));
    }

    /** Behind this there is nothing of it. */
    long last() {
        return positions.values().stream().mapToLong(GapAwareTrackingToken::getIndex).max().orElse(0);
    }

    /** Up to here it has all but the gaps. */
    long first() {
        return positions.values().stream().mapToLong(GapAwareTrackingToken::getIndex).min().orElse(0);
    }

    SortedSet<Long> gaps() {
        var gaps = new TreeSet<Long>();
        positions.values().forEach(position -> gaps.addAll(position.getGaps().headSet(first() + 1)));
        return gaps;
    }

    /** Whether a view can have come from there to here; not, when it was begun anew in between. */
    boolean follows(TakenIn before) {
        return before.positions.entrySet().stream().allMatch(part -> {
            var now = positions.get(part.getKey());
            return now != null && now.covers(part.getValue());
        });
    }
}
