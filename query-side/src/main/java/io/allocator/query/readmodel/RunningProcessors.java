package io.allocator.query.readmodel;

/** Tells of the processors of this node. */
public interface RunningProcessors {

    /** Whether one of this name runs here, and has not failed just now. */
    boolean isRunning(String processor);
}
