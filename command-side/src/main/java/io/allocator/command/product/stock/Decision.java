package io.allocator.command.product.stock;

import io.allocator.api.event.ProductEvent;
import java.util.List;

/**
 * The answer to a command and what happens because of it.
 *
 * @param outcome what the one who asked is told
 * @param events what changes, in order; empty when nothing does
 * @param spent batches of which nothing is left after this, to be kept as {@link PastStock}
 * @param <O> the command's kind of outcome
 */
public record Decision<O>(O outcome, List<ProductEvent> events, List<PastStock.SpentBatch> spent) {

    static <O> Decision<O> of(O outcome, ProductEvent event) {
        return new Decision<>(outcome, List.of(event), List.of());
    }

    static <O> Decision<O> of(O outcome, List<ProductEvent> events) {
        return new Decision<>(outcome, events, List.of());
    }

    static <O> Decision<O> unchanged(O outcome) {
        return new Decision<>(outcome, List.of(), List.of());
    }

    Decision<O> withSpent(PastStock.SpentBatch batch) {
        return new Decision<>(outcome, events, List.of(batch));
    }
}
