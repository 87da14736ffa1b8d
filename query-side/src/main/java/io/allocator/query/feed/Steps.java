package io.allocator.query.feed;

import org.axonframework.eventhandling.GapAwareTrackingToken;

/** A reader's way over a page, entry by entry. */
final class Steps {

    private final GapAwareTrackingToken begin;
    private final long[] indexes;

    /**
     * Notes one.
     *
     * @param begin where the page begins
     * @param indexes those of its entries, in their order
     */
    Steps(GapAwareTrackingToken begin, long[] indexes) {
        this.begin = begin;
        this.indexes = indexes;
    }

    /** Where the reader is after so many of them. */
    GapAwareTrackingToken token(int taken) {
        var position = new Position(begin);
        for (var i = 0; i < taken; i++) {
            position.stepTo(indexes[i]);
        }
        return position.token();
    }
}
