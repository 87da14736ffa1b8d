package io.allocator.command.eventstore;

/** What is stored as the snapshot of an aggregate, whose JSON the aggregate can be made of. */
public interface SnapshotData {

    /** The aggregate's type. */
    Class<?> aggregate();

    /** Whether its JSON is so long that it is stored compressed. */
    boolean isLong();
}
