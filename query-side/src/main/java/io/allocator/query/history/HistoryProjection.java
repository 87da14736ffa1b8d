package io.allocator.query.history;

import static io.allocator.query.readmodel.ManyRows.column;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.readmodel.ManyRows;
import io.allocator.query.readmodel.Projection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

@Component
class HistoryProjection implements Projection {

    private static final String INSERT = """
            INSERT INTO history (sku, n, global_index, at, type, actor, order_id, line_id, quantity,
                previous_quantity, batch_reference, from_batch, eta, previous_eta, reason)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String COUNT = """
            INSERT INTO activity AS activity (minute, allocated, backordered, moved, released, shipped)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
            ON CONFLICT (minute) DO UPDATE SET
                allocated = activity.allocated + excluded.allocated,
                backordered = activity.backordered + excluded.backordered,
                moved = activity.moved + excluded.moved,
                released = activity.released + excluded.released,
                shipped = activity.shipped + excluded.shipped""";

    private final ManyRows<HistoryRow> insert;
    private final ManyRows<Minute> count;

    HistoryProjection(JdbcOperations database) {
        insert = ManyRows.of(database, INSERT, column("text", HistoryRow::sku), column("bigint", HistoryRow::n),
                column("bigint", HistoryRow::globalIndex), column("timestamptz", HistoryRow::at),
                column("text", HistoryRow::type), column("text", HistoryRow::actor),
                column("text", row -> row.what().orderId()), column("text", row -> row.what().lineId()),
                column("integer", row -> row.what().quantity()),
                column("integer", row -> row.what().previousQuantity()),
                column("text", row -> row.what().batchReference()), column("text", row -> row.what().fromBatch()),
                column("date", row -> row.what().eta()), column("date", row -> row.what().previousEta()),
                column("text", row -> row.what().reason()));
        count = ManyRows.of(database, COUNT, column("timestamptz", minute -> minute.begin),
                column("bigint", minute -> minute.allocated), column("bigint", minute -> minute.backordered),
                column("bigint", minute -> minute.moved), column("bigint", minute -> minute.released),
                column("bigint", minute -> minute.shipped));
    }

    @Override
    public String view() {
        return "history";
    }

    @Override
    public List<String> tables() {
        return List.of("history", "activity");
    }

    @Override
    public void project(List<RecordedEvent> events) {
        // by SKU, as most of the indexes are: one after the other, entries that lie together cost less
        insert.write(events.stream().map(HistoryRow::of).sorted(Comparator.comparing(HistoryRow::sku)).toList());
        // in one order: segments that wait for each other's rows do so in no circle
        var minutes = new TreeMap<Instant, Minute>();
        for (var recorded : events) {
            minutes.computeIfAbsent(recorded.time().truncatedTo(ChronoUnit.MINUTES), Minute::new)
                    .count(recorded.event());
        }
        count.write(minutes.values());
    }

    /** How many lines changed in a minute. */
    private static final class Minute {

        private final Instant begin;
        private long allocated;
        private long backordered;
        private long moved;
        private long released;
        private long shipped;

        Minute(Instant begin) {
            this.begin = begin;
        }

        void count(ProductEvent event) {
            switch (event) {
                case LineAllocatedEvent _ -> allocated++;
                case LineBackorderedEvent _ -> backordered++;
                case LineMovedEvent _ -> moved++;
                case LineReleasedEvent _ -> released++;
                case LineShippedEvent _ -> shipped++;
                case BatchAddedEvent _,BatchEtaChangedEvent _,BatchQuantityChangedEvent _,ShortageStartedEvent _ -> {
                }
            }
        }
    }
}
