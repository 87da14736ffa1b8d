package io.allocator.command.product.stock;

import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.Placement.Placed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines that change their batch, as events. */
final class Moves {

    /**
     * Lines that get stock in one commit, at the most. A commit of more would hold up all others of the SKU; the rest
     * follows in further ones.
     */
    static final int MOST_AT_ONCE = 2_000;

    private Moves() {}

    /** Waiting lines that got stock. */
    static List<ProductEvent> toWaitingLines(String sku, List<Placed> placed) {
        return placed.stream().filter(p -> p.line().waits())
                .<ProductEvent>map(p -> move(sku, p.line(), p.batch(), MoveReason.STOCK_BECAME_AVAILABLE)).toList();
    }

    static LineMovedEvent move(String sku, Line line, @Nullable Batch to, MoveReason reason) {
        var from = line.batch();
        return new LineMovedEvent(sku, line.orderId(), line.lineId(), line.quantity(),
                from == null ? null : from.reference(), to == null ? null : to.reference(),
                to == null ? null : to.eta(), reason);
    }

    /** Units of the lines that were placed on this batch. */
    static int unitsOn(Batch batch, List<Placed> placed) {
        return placed.stream().filter(p -> p.batch() == batch).mapToInt(p -> p.line().quantity()).sum();
    }
}
