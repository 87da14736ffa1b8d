package io.allocator.command.past;

import io.allocator.api.command.BatchStatus;
import io.allocator.api.event.LineShippedEvent;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Past stock in two tables of the event store, on the connection of the current transaction. */
@Component
class JdbcPastStockStore implements PastStockStore {

    private final JdbcClient jdbc;

    JdbcPastStockStore(@Qualifier("eventStore") DataSource eventStore) {
        jdbc = JdbcClient.create(eventStore);
    }

    @Override
    public Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId) {
        // An order has few lines: the rest is compared after they are found.
        return jdbc.sql("""
                SELECT quantity, batch_reference FROM event_store.shipped_line
                WHERE order_id = ? AND sku = ? AND line_id = ?
                """).params(orderId, sku, lineId)
                .query((row, _) -> new ShippedLine(row.getInt("quantity"), row.getString("batch_reference")))
                .optional();
    }

    @Override
    public Optional<SpentBatch> spentBatch(String sku, String reference) {
        return jdbc.sql("""
                SELECT eta, quantity, position FROM event_store.spent_batch WHERE reference = ? AND sku = ?
                """).params(reference, sku)
                .query((row, _) -> new SpentBatch(new BatchStatus(reference, sku, row.getObject("eta", LocalDate.class),
                        row.getInt("quantity"), 0, row.getInt("quantity")), row.getInt("position")))
                .optional();
    }

    @Override
    public void keep(LineShippedEvent line) {
        jdbc.sql("""
                INSERT INTO event_store.shipped_line (order_id, sku, line_id, quantity, batch_reference)
                VALUES (?, ?, ?, ?, ?)
                """).params(line.orderId(), line.sku(), line.lineId(), line.quantity(), line.batchReference()).update();
    }

    @Override
    public void keep(SpentBatch batch) {
        var status = batch.status();
        jdbc.sql("""
                INSERT INTO event_store.spent_batch (reference, sku, eta, quantity, position) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (reference) DO UPDATE SET eta = excluded.eta, quantity = excluded.quantity
                """).param(status.reference()).param(status.sku()).param(status.eta()).param(status.purchased())
                .param(batch.position()).update();
    }
}
