package io.allocator.api.query;

/** Asks how far each view is behind the events; answered by a {@link LagView}. */
public record GetLagQuery() {}
