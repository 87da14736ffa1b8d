package io.allocator.query.readmodel;

import io.allocator.api.event.ProductEvent;

/**
 * Folds events into the tables of one view. Each has a processor and a position in the log of its own, named by its
 * {@link org.axonframework.config.ProcessingGroup}, so that a view can be built anew without the others.
 */
public interface Projection {

    /**
     * Changes the view by one event, in a transaction with many others; those of one SKU come in order, exactly once.
     *
     * @param event what happened
     * @param sequenceNumber the event's place among those of its SKU, from 0
     */
    void on(ProductEvent event, long sequenceNumber);
}
