package io.allocator.api.query;

import java.time.Instant;

/**
 * Asks what is going on; answered by an {@link ActivityView}.
 *
 * @param from the first minute to count
 * @param latest the most entries of the latest
 */
public record GetActivityQuery(Instant from, int latest) {}
