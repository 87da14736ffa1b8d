package io.allocator.api.query;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a SKU.
 *
 * @param n its place among all that happened to the SKU, from 0
 * @param time when it was decided
 * @param type the event's name without "Event", such as {@code LineAllocated}
 * @param text the same as a sentence
 * @param sku the SKU
 * @param actor who asked for it, as far as told
 * @param data its particulars, by the names that they have on the wire
 */
public record HistoryEntryView(long n, Instant time, String type, String text, String sku, @Nullable String actor,
        Map<String, @Nullable Object> data) {}
