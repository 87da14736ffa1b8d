package io.allocator.system.harness;

/** The product, running in one of the ways it can be deployed in. */
public interface AllocatorSystem extends AutoCloseable {

    /** Speaks to its write side and its read side. */
    AllocatorClient client();

    @Override
    void close();
}
