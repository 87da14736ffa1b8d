package io.allocator.api.query;

import org.jspecify.annotations.Nullable;

/**
 * Asks for lines that wait for stock, in accepted order; answered by a {@link BackordersView}.
 *
 * @param sku of this SKU only; {@code null} for all
 * @param after the place in the accepted order behind which to begin; {@link #BEGINNING} for the first page
 * @param limit the most lines to answer with, at least 1
 */
public record FindBackordersQuery(@Nullable String sku, long after, int limit) {

    /** Before every line. */
    public static final long BEGINNING = -1;
}
