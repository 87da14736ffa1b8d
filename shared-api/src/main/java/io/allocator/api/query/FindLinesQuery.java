package io.allocator.api.query;

import org.jspecify.annotations.Nullable;

/**
 * Asks for accepted order lines in accepted order; answered by a {@link LinesView}.
 *
 * @param sku of this SKU only; {@code null} for all
 * @param open whether only lines that are not shipped yet
 * @param after the place in the accepted order behind which to begin; {@link #BEGINNING} for the first page
 * @param limit the most lines to answer with, at least 1
 */
public record FindLinesQuery(@Nullable String sku, boolean open, long after, int limit) {

    /** Before every line. */
    public static final long BEGINNING = -1;
}
