package io.allocator.command.product.stock;

import io.allocator.api.command.DrainOutcome;

/** Goes on giving free stock to lines that wait, in their accepted order, where it was too much for one commit. */
public final class Drain {

    private Drain() {}

    /** Decides the next part of it. */
    public static Decision<DrainOutcome> decide(Stock stock, String sku) {
        var placement = stock.placement();
        var placed = placement.drain(Moves.MOST_AT_ONCE);
        return Decision.of(placement.firstThatFits().isPresent() ? DrainOutcome.MORE : DrainOutcome.DONE,
                Moves.toWaitingLines(sku, placed));
    }
}
