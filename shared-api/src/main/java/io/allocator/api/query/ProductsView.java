package io.allocator.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of products.
 *
 * @param items in the order asked for
 * @param next where the page after this one begins, to be given as {@link FindProductsQuery#after()}; {@code null}
 *        when there is none
 */
public record ProductsView(List<ProductSummaryView> items, @Nullable ProductPosition next) {}
