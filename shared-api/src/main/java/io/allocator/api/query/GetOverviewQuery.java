package io.allocator.api.query;

/** Asks for the totals over all products; answered by an {@link OverviewView}. */
public record GetOverviewQuery() {}
