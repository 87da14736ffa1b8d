package io.allocator.query.products;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import org.jspecify.annotations.Nullable;

/** By how much events change the figures of a SKU, or of all: units, and numbers of lines. */
final class Figures {

    private final String sku;
    int batches;
    long purchased;
    long allocated;
    long backordered;
    long shipped;
    long linesAllocated;
    long linesBackordered;
    long linesShipped;

    Figures(String sku) {
        this.sku = sku;
    }

    String sku() {
        return sku;
    }

    void fold(ProductEvent event) {
        switch (event) {
            case BatchAddedEvent added -> {
                batches++;
                purchased += added.purchasedQuantity();
            }
            case BatchQuantityChangedEvent changed ->
                purchased += (long) changed.purchasedQuantity() - changed.previousQuantity();
            case LineAllocatedEvent allocated -> place(allocated.batchReference(), 1, allocated.quantity());
            case LineBackorderedEvent backordered -> place(null, 1, backordered.quantity());
            case LineMovedEvent moved -> {
                place(moved.fromBatch(), -1, -moved.quantity());
                place(moved.toBatch(), 1, moved.quantity());
            }
            case LineReleasedEvent released -> place(released.batchReference(), -1, -released.quantity());
            case LineShippedEvent shipped -> {
                place(shipped.batchReference(), -1, -shipped.quantity());
                linesShipped++;
                this.shipped += shipped.quantity();
            }
            case BatchEtaChangedEvent _,ShortageStartedEvent _ -> {
            }
        }
    }

    /** Lines on a batch, or waiting when it is {@code null}. */
    private void place(@Nullable String batch, int lines, int units) {
        if (batch == null) {
            linesBackordered += lines;
            backordered += units;
        } else {
            linesAllocated += lines;
            allocated += units;
        }
    }
}
