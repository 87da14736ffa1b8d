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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

@Component
class AllocationProjection implements Projection {

    private static final String DELETE = "DELETE FROM allocation WHERE id = ANY (?)";

    private static final String INSERT = """
            INSERT INTO allocation (id, order_id, sku, line_id, quantity, accepted, accepted_at, status,
                batch_reference)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            UPDATE allocation AS line SET status = change.status, batch_reference = change.batch_reference
            FROM unnest(?, ?, ?) AS change (id, status, batch_reference)
            WHERE line.id = change.id""";

    private static final String PUT_ETA = """
            INSERT INTO batch_eta (reference, eta) SELECT * FROM unnest(?, ?)
            ON CONFLICT (reference) DO UPDATE SET eta = excluded.eta""";

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
                column("text", line -> line.change().status()), column("text", line -> line.change().batch()));
        update = ManyRows.of(database, UPDATE, column("uuid", LineChange::id), column("text", LineChange::status),
                column("text", LineChange::batch));
        putEta = ManyRows.of(database, PUT_ETA, column("text", Eta::reference), column("date", Eta::day));
    }

    @Override
    public String view() {
        return "allocations";
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
                case BatchAddedEvent added -> Eta.put(etas, added.batchReference(), added.eta());
                case BatchEtaChangedEvent changed -> Eta.put(etas, changed.batchReference(), changed.eta());
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

    /** When a batch arrives. */
    private record Eta(String reference, @Nullable LocalDate day) {

        static void put(Map<String, Eta> etas, String reference, @Nullable LocalDate day) {
            etas.put(reference, new Eta(reference, day));
        }
    }
}
