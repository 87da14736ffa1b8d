package io.allocator.api.query;

import org.jspecify.annotations.Nullable;

/**
 * Asks for products, a page at a time; answered by a {@link ProductsView}.
 *
 * @param part with these characters anywhere in the SKU, in either case; {@code null} for all
 * @param sort by which figure
 * @param descending whether the largest comes first
 * @param after where the page before ended; {@code null} for the first
 * @param limit the most products to answer with, at least 1
 */
public record FindProductsQuery(@Nullable String part, ProductSort sort, boolean descending,
        @Nullable ProductPosition after, int limit) {}
