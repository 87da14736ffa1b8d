package io.allocator.command.past;

import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.command.product.stock.PastStock;
import java.util.Collection;

/**
 * Keeps what leaves a product's stock, in the transaction in which it does. It grows with history; the products do not.
 * Everything in it follows from the events.
 */
public interface PastStockStore extends PastStock {

    /**
     * Says which commands the unit of work under way is about to decide. The lines that they name are looked up together, as
     * soon as one of them is asked for.
     */
    void expect(Collection<? extends ProductCommand<?>> commands);

    /** Says that a product was read just now, and may know of lines that were shipped since they were looked up. */
    void lookAgain(String sku);

    /** Keeps a line that was shipped. */
    void keep(LineShippedEvent line);

    /** Keeps a batch of which nothing is left, or what has changed about it. */
    void keep(SpentBatch batch);
}
