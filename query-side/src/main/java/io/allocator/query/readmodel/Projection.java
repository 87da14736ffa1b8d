package io.allocator.query.readmodel;

import io.allocator.api.event.ProductEvent;
import java.util.List;

/**
 * Folds events into the tables of one view, by a handler of every {@link ProductEvent}. Each has a processor and a
 * position in the log of its own, named by its {@link org.axonframework.config.ProcessingGroup}, so that a view can be
 * built anew without the others.
 *
 * <p>Events are handled one by one, in a transaction with many others; those of one SKU come in order, exactly once.
 */
public interface Projection {

    /**
     * Loads the rows that these events are about, by as few queries as there are tables, so that handling them needs
     * none. Called once in each transaction, before the first of them is handled.
     *
     * @param events all that the transaction is about
     */
    void prepare(List<ProductEvent> events);
}
