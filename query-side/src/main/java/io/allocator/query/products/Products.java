package io.allocator.query.products;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The products, for views that sum them up. */
@Component
public class Products {

    private static final String TOTALS = """
            SELECT products, batches, purchased, allocated, backordered, shipped, lines_allocated, lines_backordered,
                lines_shipped
            FROM read_model.totals""";

    private final JdbcClient database;

    Products(JdbcClient database) {
        this.database = database;
    }

    /** Sums over all of them. */
    public Totals totals() {
        return database.sql(TOTALS).query(Totals.class).single();
    }
}
