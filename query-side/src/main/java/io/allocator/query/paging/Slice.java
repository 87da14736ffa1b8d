package io.allocator.query.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as a query has found it.
 *
 * @param items in the list's order
 * @param next the place behind which the page after this one begins; {@code null} when there is none
 * @param <T> an item
 * @param <P> a place in the list
 */
public record Slice<T, P>(List<T> items, @Nullable P next) {}
