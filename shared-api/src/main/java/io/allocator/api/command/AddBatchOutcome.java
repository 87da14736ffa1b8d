package io.allocator.api.command;

/** How an {@link AddBatchCommand} ended. A refusal is an answer, not an exception: it must survive any command bus. */
public sealed interface AddBatchOutcome {

    /** The batch is new and in. */
    record Added(BatchStatus batch) implements AddBatchOutcome {}

    /** The very same batch was in already; nothing changed. */
    record AlreadyAdded(BatchStatus batch) implements AddBatchOutcome {}

    /** The reference belongs to a batch with other data, or of another SKU; nothing changed. */
    record Conflict(String reason) implements AddBatchOutcome {}
}
