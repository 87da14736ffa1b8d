package io.allocator.command.past;

import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.LineShippedEvent;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Past stock in two tables of the event store, on the connection of the current transaction. Nearly every command asks for a
 * line, and nearly every line is no past one: a unit of work looks its lines up by one statement.
 */
@Component
class JdbcPastStockStore implements PastStockStore, ShippedLines.Table {

    private static final String LINES = ShippedLines.class.getName();

    /**
     * Each is one look into the index, whatever the server thinks of their number. An order has few lines: the rest is compared
     * after they are found.
     */
    private static final String FIND = """
            SELECT asked.sku, asked.order_id, asked.line_id, shipped.quantity, shipped.batch_reference
            FROM unnest(?, ?, ?) AS asked (sku, order_id, line_id), LATERAL (
                SELECT quantity, batch_reference FROM event_store.shipped_line AS line
                WHERE line.order_id = asked.order_id AND line.sku = asked.sku AND line.line_id = asked.line_id LIMIT 1
            ) AS shipped""";

    private static final String ADD = """
            INSERT INTO event_store.shipped_line (order_id, sku, line_id, quantity, batch_reference)
            SELECT * FROM unnest(?, ?, ?, ?, ?)""";

    private final JdbcClient jdbc;

    JdbcPastStockStore(@Qualifier("eventStore") DataSource eventStore) {
        jdbc = JdbcClient.create(eventStore);
    }

    @Override
    public void expect(Collection<? extends ProductCommand<?>> commands) {
        lines().expect(commands.stream().flatMap(LineName::of).toList());
    }

    @Override
    public void lookAgain(String sku) {
        lines().lookAgain(sku);
    }

    @Override
    public Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId) {
        return lines().find(new LineName(sku, orderId, lineId));
    }

    @Override
    public void keep(LineShippedEvent line) {
        lines().add(line);
    }

    private ShippedLines lines() {
        var outermost = CurrentUnitOfWork.get().root();
        return outermost.getOrComputeResource(LINES, _ -> {
            var lines = new ShippedLines(this);
            outermost.onPrepareCommit(_ -> lines.write());
            return lines;
        });
    }

    @Override
    public Map<LineName, ShippedLine> find(Collection<LineName> lines) {
        return jdbc.sql(FIND).param(texts(lines, LineName::sku)).param(texts(lines, LineName::orderId))
                .param(texts(lines, LineName::lineId))
                .query((row, _) -> Map.entry(
                        new LineName(row.getString("sku"), row.getString("order_id"), row.getString("line_id")),
                        new ShippedLine(row.getInt("quantity"), row.getString("batch_reference"))))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void add(List<LineShippedEvent> lines) {
        jdbc.sql(ADD).param(texts(lines, LineShippedEvent::orderId)).param(texts(lines, LineShippedEvent::sku))
                .param(texts(lines, LineShippedEvent::lineId))
                .param(lines.stream().map(LineShippedEvent::quantity).toArray(Integer[]::new))
                .param(texts(lines, LineShippedEvent::batchReference)).update();
    }

    private static <T> String[] texts(Collection<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
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
    public void keep(SpentBatch batch) {
        var status = batch.status();
        jdbc.sql("""
                INSERT INTO event_store.spent_batch (reference, sku, eta, quantity, position) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (reference) DO UPDATE SET eta = excluded.eta, quantity = excluded.quantity
                """).param(status.reference()).param(status.sku()).param(status.eta()).param(status.purchased())
                .param(batch.position()).update();
    }
}
