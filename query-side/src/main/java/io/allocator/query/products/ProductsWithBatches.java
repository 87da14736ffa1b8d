package io.allocator.query.products;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.ProductView;
import io.allocator.query.batches.Batches;
import io.allocator.query.gathering.Keys;
import io.allocator.query.keeping.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads products together with their batches. */
@Component
class ProductsWithBatches {

    private static final String BY_SKU = "SELECT " + Batches.COLUMNS + """
            , b.added, p.sku, p.backordered
            FROM read_model.product p LEFT JOIN read_model.batch b ON b.sku = p.sku
            WHERE p.sku = ANY (?)""";

    /** A batch, and when it was added. */
    private record Added(BatchView batch, long added) {}

    /** In which lines are put on them. */
    private static final Comparator<Added> PREFERENCE = Comparator
            .comparing((Added added) -> added.batch().eta(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Added::added);

    /** A product, and its batches in any order. */
    private record Found(String sku, long backordered, List<Added> batches) {}

    private final JdbcClient sql;

    ProductsWithBatches(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those that there are of some SKUs. */
    Map<String, ProductView> find(Set<String> skus) {
        return sql.sql(BY_SKU).param(Keys.array(skus)).query(ProductsWithBatches::products);
    }

    /** How much memory an answer takes, about. */
    static int bytes(ProductView product) {
        return Bytes.ANSWER + Bytes.PART * product.batches().size();
    }

    private static Map<String, ProductView> products(ResultSet rows) throws SQLException {
        var found = new HashMap<String, Found>();
        while (rows.next()) {
            var backordered = rows.getLong(9);
            var product = found.computeIfAbsent(rows.getString(8),
                    sku -> new Found(sku, backordered, new ArrayList<>()));
            if (rows.getString(1) != null) {
                product.batches().add(new Added(Batches.view(rows), rows.getLong(7)));
            }
        }
        return found.values().stream().collect(Collectors.toMap(Found::sku, ProductsWithBatches::view));
    }

    /** The figures are those of the batches shown with them: the two views may be an event apart. */
    private static ProductView view(Found product) {
        var shown = product.batches().stream().sorted(PREFERENCE).map(Added::batch).toList();
        ToLongFunction<ToLongFunction<BatchView>> sum = figure -> shown.stream().mapToLong(figure).sum();
        return new ProductView(product.sku(), sum.applyAsLong(BatchView::qty), sum.applyAsLong(BatchView::allocated),
                product.backordered(),
                sum.applyAsLong(BatchView::shipped), sum.applyAsLong(BatchView::available), shown);
    }
}
