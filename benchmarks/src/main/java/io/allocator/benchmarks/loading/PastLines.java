package io.allocator.benchmarks.loading;

import static io.allocator.api.command.OnShortage.REJECT;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ShipLineCommand;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lines that a product has allocated and shipped. A million by commands takes too long; so one line's events and rows are
 * copied from a product that did it, with another name and number.
 */
final class PastLines {

    private static final String COPIED = "COPIED-SKU";

    /** Units of the one batch that are left for open lines. */
    private static final int LEFT = 1_000;
    private static final int COMPARED = 50;

    private final JdbcClient sql;

    PastLines(JdbcClient sql) {
        this.sql = sql;
    }

    /** Makes the line that is copied, and shows that a copy is what commands would have made. */
    void prepare(String url) {
        try (var node = new Node(url)) {
            addBatch(node, COPIED, 1);
            allocateAndShip(node, COPIED, 0);
            addBatch(node, "BY-COMMAND", COMPARED);
            for (var n = 1; n <= COMPARED; n++) {
                allocateAndShip(node, "BY-COMMAND", n);
            }
            addBatch(node, "BY-COPY", COMPARED);
        }
        copy("BY-COPY", COMPARED);
        var byCommand = written("BY-COMMAND");
        if (byCommand.size() != 1 + 3 * COMPARED || !byCommand.equals(written("BY-COPY"))) {
            throw new IllegalStateException("What is copied is not what commands write");
        }
    }

    /** The product's one batch. */
    void addBatch(Node node, String sku, int pastLines) {
        node.send(new AddBatchCommand(sku, "batch-of-" + sku, pastLines + LEFT, null));
    }

    private static void allocateAndShip(Node node, String sku, int n) {
        node.send(new AllocateCommand(sku, "past-" + n, "1", 1, REJECT));
        node.send(new ShipLineCommand(sku, "past-" + n, "1"));
    }

    /** Past lines from 1 on, for a product of which no node has anything in memory. */
    void copy(String sku, int lines) {
        sql.sql("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                    time_stamp, payload_type, payload_revision, payload, meta_data)
                SELECT gen_random_uuid()::text, :sku, 2 * (n - 1) + sequence_number, type, time_stamp, payload_type,
                    payload_revision, replace(replace(payload, :copied, :sku), '"past-0"', '"past-' || n || '"'),
                    meta_data
                FROM generate_series(1, :lines) n, event_store.domain_event
                WHERE aggregate_identifier = :copied AND sequence_number > 0
                ORDER BY n, sequence_number
                """).param("sku", sku).param("copied", COPIED).param("lines", lines).update();
        sql.sql("""
                INSERT INTO event_store.shipped_line (order_id, sku, line_id, quantity, batch_reference)
                SELECT 'past-' || n, :sku, line_id, quantity, replace(batch_reference, :copied, :sku)
                FROM generate_series(1, :lines) n, event_store.shipped_line
                WHERE sku = :copied
                """).param("sku", sku).param("copied", COPIED).param("lines", lines).update();
        sql.sql("ANALYZE event_store.domain_event, event_store.shipped_line").update();
    }

    /** All that is stored of a product, but for its name. */
    private List<String> written(String sku) {
        return sql.sql("""
                SELECT replace(row, :sku, '') FROM (
                    SELECT concat_ws(' ', sequence_number, type, payload_type, payload_revision, payload) AS row
                    FROM event_store.domain_event WHERE aggregate_identifier = :sku
                    UNION ALL
                    SELECT shipped_line::text FROM event_store.shipped_line WHERE sku = :sku) AS rows
                ORDER BY 1
                """).param("sku", sku).query((row, _) -> row.getString(1)).list();
    }
}
