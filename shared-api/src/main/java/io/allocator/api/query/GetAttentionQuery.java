package io.allocator.api.query;

import java.time.LocalDate;

/**
 * Asks what a planner should look at; answered by an {@link AttentionView}.
 *
 * @param today the day on which it is asked
 * @param limit the most of each kind, at least 1
 */
public record GetAttentionQuery(LocalDate today, int limit) {}
