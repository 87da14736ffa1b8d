package io.allocator.query.ui;

import io.allocator.api.query.ProductSort;
import io.allocator.api.query.ProductSummaryView;
import io.allocator.api.query.ProductsView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of products.
 *
 * @param search what was searched for; empty if nothing
 * @param sort how it is sorted, as it stands in the address
 * @param columns the headings that sort
 * @param sorts the ways to sort, to choose from where there is no room for headings
 * @param products the rows
 * @param first the first page; {@code null} on the first page
 * @param next the next page; {@code null} on the last
 * @param changes where changes are told as they happen
 */
record ProductsPage(String search, String sort, List<Column> columns, Map<String, String> sorts, List<Row> products,
        @Nullable String first, @Nullable String next, String changes) {

    private static final Map<String, String> SORTS = Stream
            .of("sku:By SKU", "-available:Most available", "available:Least available", "-backordered:Most backordered",
                    "-allocated:Most allocated", "-shipped:Most shipped", "-qty:Most purchased",
                    "-batches:Most batches")
            .map(s -> s.split(":", 2)).collect(Collectors.toMap(s -> s[0], s -> s[1], (a, _) -> a,
                    LinkedHashMap::new));

    /**
     * A heading.
     *
     * @param label its words
     * @param href the list sorted by it
     * @param direction how it is sorted by it now; {@code null} when it is not
     */
    record Column(String label, String href, @Nullable String direction) {}

    /** A product. */
    record Row(ProductSummaryView product, String href, Bar bar) {}

    static ProductsPage of(String search, Sorting sorting, @Nullable String limit, boolean isFirst,
            ProductsView found) {
        var columns = Stream
                .of(new Heading(ProductSort.SKU, "SKU"), new Heading(ProductSort.AVAILABLE, "Available"),
                        new Heading(ProductSort.ALLOCATED, "Allocated"), new Heading(ProductSort.SHIPPED, "Shipped"),
                        new Heading(ProductSort.QTY, "Purchased"), new Heading(ProductSort.BACKORDERED, "Backordered"),
                        new Heading(ProductSort.BATCHES, "Batches"))
                .map(h -> new Column(h.label(), Links.PRODUCTS + Links.query("q", search, "sort",
                        sorting.clicked(h.by()).parameter(), "limit", limit), sorting.direction(h.by())))
                .toList();
        var start = Links.PRODUCTS + Links.query("q", search, "sort", sorting.parameter(), "limit", limit);
        var position = found.next();
        var next = position == null
                ? null
                : Links.PRODUCTS + Links.query("q", search, "sort", sorting.parameter(), "limit", limit, "value",
                        String.valueOf(position.value()), "after", position.sku());
        return new ProductsPage(search, sorting.written(), columns, SORTS,
                found.items().stream().map(p -> new Row(p, Links.product(p.sku()), Bar.of(p))).toList(),
                isFirst ? null : start, next, Links.changes(null, ""));
    }

    private record Heading(ProductSort by, String label) {}
}
