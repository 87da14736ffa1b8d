package io.allocator.query.products;

import static io.allocator.query.readmodel.ManyRows.column;

import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.readmodel.ManyRows;
import io.allocator.query.readmodel.Projection;
import java.util.HashMap;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

@Component
class ProductProjection implements Projection {

    /** A row that was not there before brings its name along. */
    private static final String ADD = """
            WITH put AS (
                INSERT INTO product AS product (sku, batches, purchased, allocated, backordered, shipped,
                    lines_allocated, lines_backordered, lines_shipped)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sku) DO UPDATE SET
                    batches = product.batches + excluded.batches,
                    purchased = product.purchased + excluded.purchased,
                    allocated = product.allocated + excluded.allocated,
                    backordered = product.backordered + excluded.backordered,
                    shipped = product.shipped + excluded.shipped,
                    lines_allocated = product.lines_allocated + excluded.lines_allocated,
                    lines_backordered = product.lines_backordered + excluded.lines_backordered,
                    lines_shipped = product.lines_shipped + excluded.lines_shipped
                RETURNING new.sku, old.sku IS NULL AS is_new)
            INSERT INTO product_name SELECT sku FROM put WHERE is_new""";

    private static final String ADD_TO_TOTALS = """
            INSERT INTO totals AS totals (products, batches, purchased, allocated, backordered, shipped,
                lines_allocated, lines_backordered, lines_shipped)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (only_row) DO UPDATE SET
                products = totals.products + excluded.products,
                batches = totals.batches + excluded.batches,
                purchased = totals.purchased + excluded.purchased,
                allocated = totals.allocated + excluded.allocated,
                backordered = totals.backordered + excluded.backordered,
                shipped = totals.shipped + excluded.shipped,
                lines_allocated = totals.lines_allocated + excluded.lines_allocated,
                lines_backordered = totals.lines_backordered + excluded.lines_backordered,
                lines_shipped = totals.lines_shipped + excluded.lines_shipped""";

    private final JdbcOperations database;
    private final ManyRows<Figures> add;

    ProductProjection(JdbcOperations database) {
        this.database = database;
        this.add = ManyRows.of(database, ADD, column("text", Figures::sku), column("integer", f -> f.batches),
                column("bigint", f -> f.purchased), column("bigint", f -> f.allocated),
                column("bigint", f -> f.backordered), column("bigint", f -> f.shipped),
                column("bigint", f -> f.linesAllocated), column("bigint", f -> f.linesBackordered),
                column("bigint", f -> f.linesShipped));
    }

    @Override
    public String view() {
        return "products";
    }

    @Override
    public List<String> tables() {
        return List.of("product", "product_name", "totals");
    }

    @Override
    public void project(List<RecordedEvent> events) {
        var bySku = new HashMap<String, Figures>();
        var all = new Figures("all");
        var known = 0;
        for (var recorded : events) {
            bySku.computeIfAbsent(recorded.event().sku(), Figures::new).fold(recorded.event());
            all.fold(recorded.event());
            // a SKU's first event makes it known
            known += recorded.sequenceNumber() == 0 ? 1 : 0;
        }
        add.write(bySku.values());
        database.update(ADD_TO_TOTALS, known, all.batches, all.purchased, all.allocated, all.backordered, all.shipped,
                all.linesAllocated, all.linesBackordered, all.linesShipped);
    }
}
