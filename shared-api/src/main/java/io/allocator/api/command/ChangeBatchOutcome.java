package io.allocator.api.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a {@link ChangeBatchQuantityCommand} or a {@link ChangeBatchEtaCommand} ended. */
public sealed interface ChangeBatchOutcome {

    /**
     * The batch is as it was asked to be.
     *
     * @param batch the batch now
     * @param moved the lines that changed their batch because of it, in the order in which they did
     */
    record Changed(BatchStatus batch, List<Move> moved) implements ChangeBatchOutcome {}

    /** There is no such batch. */
    record NotFound() implements ChangeBatchOutcome {}

    /** More than that was shipped already; nothing changed. */
    record BelowShipped(int shipped) implements ChangeBatchOutcome {}

    /**
     * An order line that changed its batch.
     *
     * @param orderId the customer's order
     * @param lineId tells lines of one order and SKU apart
     * @param from the batch it held; {@code null} when it waited
     * @param to the batch it holds; {@code null} when it waits
     */
    record Move(String orderId, String lineId, @Nullable String from, @Nullable String to) {}
}
