package io.allocator.api.query;

/** Asks for the lines of an order, by SKU and line id; answered by a list of {@link AllocationView}, empty if none. */
public record FindAllocationsQuery(String orderId) {}
