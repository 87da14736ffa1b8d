package io.allocator.query.products;

import io.allocator.api.query.ProductPosition;
import io.allocator.api.query.ProductSort;
import io.allocator.http.InvalidField;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.query.paging.Cursors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The order of a list of products, as it is asked for: a column, the largest first when a minus stands before it. */
record ProductOrder(ProductSort sort, boolean descending) {

    /** Where nothing is said. */
    static final String DEFAULT = "sku";

    private static final String COLUMNS = Arrays.stream(ProductSort.values()).map(ProductOrder::columnOf)
            .collect(Collectors.joining(", "));

    /**
     * Reads {@code column} or {@code -column}.
     *
     * @throws ProblemException when there is no such column
     */
    static ProductOrder parse(String text) {
        var descending = text.startsWith("-");
        var column = descending ? text.substring(1) : text;
        return Arrays.stream(ProductSort.values()).filter(sort -> columnOf(sort).equals(column)).findFirst()
                .map(sort -> new ProductOrder(sort, descending))
                .orElseThrow(() -> new ProblemException(Problem.invalid(List.of(new InvalidField("sort",
                        "must be one of " + COLUMNS + ", or one of them after a minus for the largest first")))));
    }

    /** The cursors of a list in this order: the figure and the SKU of the last product before. */
    Cursors<ProductPosition> cursors() {
        var list = "products " + (descending ? "-" : "") + columnOf(sort);
        return new Cursors<>(list, place -> place.value() + " " + place.sku(), ProductOrder::place);
    }

    private static ProductPosition place(String text) {
        var parts = text.split(" ", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("a figure and a SKU");
        }
        return new ProductPosition(Long.parseLong(parts[0]), parts[1]);
    }

    private static String columnOf(ProductSort sort) {
        return sort.name().toLowerCase(Locale.ROOT);
    }
}
