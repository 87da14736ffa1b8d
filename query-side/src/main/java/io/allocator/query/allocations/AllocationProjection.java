package io.allocator.query.allocations;

import static io.allocator.query.readmodel.ManyRows.column;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.readmodel.ManyRows;
import io.allocator.query.readmodel.Projection;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

@Component
class AllocationProjection implements Projection {

    private static final String DELETE = "DELETE FROM allocation WHERE id = ANY (?)";

    private static final String INSERT = """
            INSERT INTO allocation (id, order_id, sku, line_id, quantity, accepted, accepted_at, status,
                batch_reference, expected)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            UPDATE allocation AS line
            SET status = change.status, batch_reference = change.batch_reference, expected = change.expected
            FROM unnest(?, ?, ?, ?) AS change (id, status, batch_reference, expected)
            WHERE line.id = change.id""";

    private static final String PUT_ETA = """
            INSERT INTO batch_eta (reference, eta, was_here) SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (reference) DO UPDATE
            SET eta = excluded.eta, was_here = batch_eta.was_here OR excluded.was_here""";

    private final ManyRows<LineChange> delete;
    private final ManyRows<LineChange.Accepted> insert;
    private final ManyRows<LineChange> update;
    private final ManyRows<Eta> putEta;

    AllocationProjection(JdbcOperations database) {
        delete = ManyRows.of(database, DELETE, column("uuid", LineChange::id));
        insert = ManyRows.of(database, INSERT, column("uuid", line -> line.change().id()),
                column("text", line -> line.orderId()), column("text", line -> line.sku()),
                column("text", line -> line.lineId()), column("integer", line -> line.quantity()),
                column("bigint", line -> line.globalIndex()), column("timestamptz", line -> line.at()),
                column("text", line -> line.change().status()), column("text", line -> line.change().batch()),
                column("boolean", line -> line.change().isExpected()));
        update = ManyRows.of(database, UPDATE, column("uuid", LineChange::id), column("text", LineChange::status),
                column("text", LineChange::batch), column("boolean", LineChange::isExpected));
        putEta = ManyRows.of(database, PUT_ETA, column("text", Eta::reference), column("date", Eta::day),
                column("boolean", Eta::wasHere));
    }

    @Override
    public String view() {
        return "allocations";
    }

    /** The second notes which lines came to a batch that was expected. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> tables() {
        return List.of("allocation", "batch_eta");
    }

    @Override
    public void project(List<RecordedEvent> events) {
        // in the order of the log, in which the rows are written then: lines of an order come to lie together
        var lines = new LinkedHashMap<UUID, LineChange>();
        var etas = new HashMap<String, Eta>();
        for (var recorded : events) {
            switch (recorded.event()) {
                case BatchAddedEvent added ->
                    etas.put(added.batchReference(), new Eta(added.batchReference(), added.eta(), false));
                case BatchEtaChangedEvent changed -> etas.merge(changed.batchReference(), Eta.of(changed), Eta::then);
                default -> LineChange.fold(lines, recorded);
            }
        }
        var changes = lines.values();
        // a line that is given up and placed again is another row: the old one goes first
        delete.writeEach(changes.stream().filter(LineChange::isDelete).toList());
        insert.write(changes.stream().flatMap(change -> change.toInsert().stream()).toList());
        update.writeEach(changes.stream().filter(LineChange::isUpdate).toList());
        putEta.write(etas.values());
    }

    /**
     * When a batch arrives.
     *
     * @param wasHere whether it has got a day after it had been in the warehouse, as far as these events tell
     */
    private record Eta(String reference, @Nullable LocalDate day, boolean wasHere) {

        static Eta of(BatchEtaChangedEvent changed) {
            return new Eta(changed.batchReference(), changed.eta(), changed.previousEta() == null);
        }

        Eta then(Eta next) {
            return new Eta(reference, next.day, wasHere || next.wasHere);
        }
    }
}
