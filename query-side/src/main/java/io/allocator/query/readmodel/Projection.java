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

    /** The tables that it alone writes. Its statements name them without a schema: they may stand in another one. */
    List<String> tables();

    /**
     * Takes events in.
     *
     * @throws IllegalStateException when the tables are not as the events before have left them
     */
    void project(List<RecordedEvent> events);
}
