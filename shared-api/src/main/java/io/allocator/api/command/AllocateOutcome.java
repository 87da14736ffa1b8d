package io.allocator.api.command;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How an {@link AllocateCommand} ended. A refusal is an answer, not an exception: it must survive any command bus. */
public sealed interface AllocateOutcome {

    /** The line now holds its whole quantity on this batch. */
    record Allocated(String batchReference, @Nullable LocalDate eta) implements AllocateOutcome {}

    /** The very same line held this batch already; nothing changed. */
    record AlreadyAllocated(String batchReference, @Nullable LocalDate eta) implements AllocateOutcome {}

    /** No batch can take the whole line, so it is accepted and waits. */
    record Backordered() implements AllocateOutcome {}

    /** The very same line waits already; nothing changed. */
    record AlreadyBackordered() implements AllocateOutcome {}

    /** No batch can take the whole line; nothing was accepted. */
    record OutOfStock() implements AllocateOutcome {}

    /** No batch of this SKU was ever added. */
    record InvalidSku() implements AllocateOutcome {}

    /** The line exists with another quantity, or is shipped; nothing changed. */
    record Conflict(String reason) implements AllocateOutcome {}
}
