package io.allocator.api.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what happened to a SKU, newest first; answered by an optional {@link HistoryView}, empty when the SKU is
 * unknown.
 *
 * @param sku the SKU
 * @param orderId only what concerns this order; {@code null} for all
 * @param batchReference only what concerns this batch, whether a line came to it or left it; {@code null} for all
 * @param type only events of this name, without "Event"; {@code null} for all
 * @param from not before this time; {@code null} for no bound
 * @param until before this time; {@code null} for no bound
 * @param before only entries of a smaller {@link HistoryEntryView#n()}; {@link #END} for the first page
 * @param limit the most entries to answer with, at least 1
 */
public record FindHistoryQuery(String sku, @Nullable String orderId, @Nullable String batchReference,
        @Nullable String type, @Nullable Instant from, @Nullable Instant until, long before, int limit) {

    /** After every entry. */
    public static final long END = Long.MAX_VALUE;
}
