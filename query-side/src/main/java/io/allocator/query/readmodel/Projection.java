package io.allocator.query.readmodel;

import io.allocator.query.feed.RecordedEvent;
import java.util.List;

/**
 * Folds events into the tables of one view. Each has a processor and a position in the log of its own, so that a view
 * can be built anew without the others.
 *
 * <p>Events come in the order of the log, up to some thousands in one transaction, which the position is part of; those of one
 * SKU come in their order, and each exactly once. So they are folded in memory first, and then written by a few
 * statements of many rows.
 */
public interface Projection {

    /** The view's name, under which its position is kept. */
    String view();

    /**
     * Which version this is of how events are folded, from 1. A query side that has a greater one than a view was made with
     * makes it again, beside the one that is read, and older query sides go on with that until it is there.
     */
    default int version() {
        return 1;
    }

    /** The tables that it alone writes. Its statements name them without a schema: they may stand in another one. */
    List<String> tables();

    /**
     * Takes events in.
     *
     * @throws IllegalStateException when the tables are not as the events before have left them
     */
    void project(List<RecordedEvent> events);
}
