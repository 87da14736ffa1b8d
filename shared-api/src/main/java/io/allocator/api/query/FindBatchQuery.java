package io.allocator.api.query;

/** Asks for a batch by its reference; answered by an optional {@link BatchView}. */
public record FindBatchQuery(String reference) {}
