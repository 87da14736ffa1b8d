package io.allocator.api.query;

/** Asks how the views are kept; answered by an {@link OperationsView}. */
public record GetOperationsQuery() {}
