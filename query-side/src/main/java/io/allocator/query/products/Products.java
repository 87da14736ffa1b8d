package io.allocator.query.products;

import io.allocator.api.query.ProductSummaryView;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The products, for views that show or sum them up. */
@Component
public class Products {

    /** Of one row, or of none before the first event. */
    private static final String TOTALS = """
            SELECT coalesce(sum(products), 0) AS products, coalesce(sum(batches), 0) AS batches,
                coalesce(sum(purchased), 0) AS purchased, coalesce(sum(allocated), 0) AS allocated,
                coalesce(sum(backordered), 0) AS backordered, coalesce(sum(shipped), 0) AS shipped,
                coalesce(sum(lines_allocated), 0) AS lines_allocated,
                coalesce(sum(lines_backordered), 0) AS lines_backordered,
                coalesce(sum(lines_shipped), 0) AS lines_shipped
            FROM read_model.totals""";

    private final JdbcClient database;
    private final ProductFigures figures;

    Products(JdbcClient database, ProductFigures figures) {
        this.database = database;
        this.figures = figures;
    }

    /** Sums over all of them. */
    public Totals totals() {
        return database.sql(TOTALS).query(Totals.class).single();
    }

    /** One of them; empty when the SKU is unknown. */
    public Optional<ProductSummaryView> find(String sku) {
        return figures.find(sku);
    }

    /**
     * Those of which nothing is available, the most backordered first.
     *
     * @param limit the most products
     */
    public List<ProductSummaryView> outOfStock(int limit) {
        return figures.outOfStock(limit);
    }
}
