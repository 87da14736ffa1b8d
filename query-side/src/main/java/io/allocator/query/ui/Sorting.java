package io.allocator.query.ui;

import io.allocator.api.query.ProductSort;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How products are listed; in an address {@code available}, or {@code -available} for the largest first.
 *
 * @param by the figure
 * @param descending whether the largest comes first
 */
record Sorting(ProductSort by, boolean descending) {

    private static final Sorting BY_SKU = new Sorting(ProductSort.SKU, false);

    /** Reads one; what is none is by SKU. */
    static Sorting of(@Nullable String written) {
        if (written == null) {
            return BY_SKU;
        }
        var descending = written.startsWith("-");
        var name = descending ? written.substring(1) : written;
        return Arrays.stream(ProductSort.values()).filter(sort -> nameOf(sort).equals(name)).findFirst()
                .map(sort -> new Sorting(sort, descending)).orElse(BY_SKU);
    }

    String written() {
        return (descending ? "-" : "") + nameOf(by);
    }

    /** As written, and nothing for the usual one. */
    @Nullable
    String parameter() {
        return equals(BY_SKU) ? null : written();
    }

    /** What a click on a column's heading leads to: names from A, figures from the largest, again the other way. */
    Sorting clicked(ProductSort column) {
        return column == by ? new Sorting(by, !descending) : new Sorting(column, column != ProductSort.SKU);
    }

    /** For a column's {@code aria-sort}. */
    @Nullable
    String direction(ProductSort column) {
        if (column != by) {
            return null;
        }
        return descending ? "descending" : "ascending";
    }

    private static String nameOf(ProductSort sort) {
        return sort.name().toLowerCase(Locale.ROOT);
    }
}
