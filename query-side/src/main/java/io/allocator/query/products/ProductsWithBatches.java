package io.allocator.query.products;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.ProductView;
import io.allocator.query.batches.Batches;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads products together with their batches. */
@Component
class ProductsWithBatches {

    /** The batches in the order in which lines are put on them. */
    private static final String BY_SKU = "SELECT " + Batches.COLUMNS + """
            , p.sku, p.backordered
            FROM read_model.product p LEFT JOIN read_model.batch b ON b.sku = p.sku
            WHERE p.sku = ANY (?) ORDER BY b.eta NULLS FIRST, b.added""";

    /** A product and one of its batches; without one when it has none. */
    private record Row(String sku, long backordered, @Nullable BatchView batch) {}

    private static final RowMapper<Row> ROW = (row, n) -> new Row(row.getString(7), row.getLong(8),
            row.getString(1) == null ? null : Batches.view(row));

    private final JdbcClient sql;

    ProductsWithBatches(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those that there are of some SKUs. */
    Map<String, ProductView> find(Set<String> skus) {
        return sql.sql(BY_SKU).param(skus.toArray(String[]::new)).query(ROW).list().stream()
                .collect(Collectors.groupingBy(Row::sku,
                        Collectors.collectingAndThen(Collectors.toList(), ProductsWithBatches::view)));
    }

    /** The figures are those of the batches shown with them: the two views may be an event apart. */
    private static ProductView view(List<Row> rows) {
        var product = rows.getFirst();
        var shown = rows.stream().flatMap(row -> Stream.ofNullable(row.batch())).toList();
        ToLongFunction<ToLongFunction<BatchView>> sum = figure -> shown.stream().mapToLong(figure).sum();
        return new ProductView(product.sku(), sum.applyAsLong(BatchView::qty), sum.applyAsLong(BatchView::allocated),
                product.backordered(), sum.applyAsLong(BatchView::shipped), sum.applyAsLong(BatchView::available),
                shown);
    }
}
