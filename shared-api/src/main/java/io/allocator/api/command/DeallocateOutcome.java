package io.allocator.api.command;

/** How a {@link DeallocateCommand} ended. */
public sealed interface DeallocateOutcome {

    /** The line is no more. */
    record Released() implements DeallocateOutcome {}

    /** There is no such line. */
    record NotFound() implements DeallocateOutcome {}

    /** The line is shipped: it cannot be given up. */
    record AlreadyShipped() implements DeallocateOutcome {}
}
