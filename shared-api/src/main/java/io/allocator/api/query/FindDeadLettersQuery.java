package io.allocator.api.query;

/**
 * Asks for the sequences of events that views lack, in the order of view and SKU; answered by a {@link DeadLettersView}.
 *
 * @param afterView only those behind this view and SKU; empty for the first page
 * @param afterSku only those behind this view and SKU; empty for the first page
 * @param limit the most sequences to answer with, at least 1
 */
public record FindDeadLettersQuery(String afterView, String afterSku, int limit) {}
