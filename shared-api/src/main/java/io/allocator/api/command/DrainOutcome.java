package io.allocator.api.command;

/** How a command ended, of which all that matters is whether there is more to drain. */
public enum DrainOutcome {
    /** No line waits that a batch could take. */
    DONE,
    /** There are such lines still. Any command is answered so until there are none, and has to be sent again. */
    MORE
}
