package io.allocator.query.batches;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

@Component
class BatchProjection implements Projection {

    private static final String INSERT = """
            INSERT INTO batch (reference, sku, added, eta, purchased, allocated, shipped)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)""";

    /** What did not change is null in its column; a day can change to null, and so says for itself whether it did. */
    private static final String UPDATE = """
            UPDATE batch AS batch
            SET purchased = coalesce(change.purchased, batch.purchased),
                eta = CASE WHEN change.eta_changed THEN change.eta ELSE batch.eta END,
                allocated = batch.allocated + change.allocated,
                shipped = batch.shipped + change.shipped
            FROM unnest(?, ?, ?, ?, ?, ?) AS change (reference, purchased, eta_changed, eta, allocated, shipped)
            WHERE batch.reference = change.reference""";

    private final ManyRows<Change> insert;
    private final ManyRows<Change> update;

    BatchProjection(JdbcOperations database) {
        insert = ManyRows.of(database, INSERT, column("text", change -> change.reference),
                column("text", change -> change.sku), column("bigint", change -> change.added),
                column("date", change -> change.eta), column("integer", change -> change.purchased),
                column("integer", change -> change.allocated), column("integer", change -> change.shipped));
        update = ManyRows.of(database, UPDATE, column("text", change -> change.reference),
                column("integer", change -> change.purchased), column("boolean", change -> change.etaChanged),
                column("date", change -> change.eta), column("integer", change -> change.allocated),
                column("integer", change -> change.shipped));
    }

    @Override
    public String view() {
        return "batches";
    }

    @Override
    public List<String> tables() {
        return List.of("batch");
    }

    @Override
    public void project(List<RecordedEvent> events) {
        var changes = new Changes();
        for (var recorded : events) {
            changes.fold(recorded.event(), recorded.sequenceNumber());
        }
        insert.write(changes.all.values().stream().filter(Change::isNew).toList());
        update.writeEach(changes.all.values().stream().filter(change -> !change.isNew()).toList());
    }

    /** What becomes of each batch that the events name. */
    private static final class Changes {

        private final Map<String, Change> all = new HashMap<>();

        void fold(ProductEvent event, long sequenceNumber) {
            switch (event) {
                case BatchAddedEvent added -> of(added.batchReference()).add(added, sequenceNumber);
                case BatchEtaChangedEvent changed -> of(changed.batchReference()).arrive(changed.eta());
                case BatchQuantityChangedEvent changed ->
                    of(changed.batchReference()).purchased = changed.purchasedQuantity();
                case LineAllocatedEvent allocated -> of(allocated.batchReference()).allocated += allocated.quantity();
                case LineMovedEvent moved -> {
                    if (moved.fromBatch() != null) {
                        of(moved.fromBatch()).allocated -= moved.quantity();
                    }
                    if (moved.toBatch() != null) {
                        of(moved.toBatch()).allocated += moved.quantity();
                    }
                }
                case LineReleasedEvent released -> {
                    if (released.batchReference() != null) {
                        of(released.batchReference()).allocated -= released.quantity();
                    }
                }
                case LineShippedEvent shipped -> of(shipped.batchReference()).ship(shipped.quantity());
                case LineBackorderedEvent _,ShortageStartedEvent _ -> {
                }
            }
        }

        private Change of(String reference) {
            return all.computeIfAbsent(reference, Change::new);
        }
    }

    /** What becomes of a batch. */
    private static final class Change {

        private final String reference;
        private @Nullable String sku;
        private long added;
        private @Nullable Integer purchased;
        private boolean etaChanged;
        private @Nullable Object eta;
        private int allocated;
        private int shipped;

        Change(String reference) {
            this.reference = reference;
        }

        void add(BatchAddedEvent event, long sequenceNumber) {
            sku = event.sku();
            added = sequenceNumber;
            purchased = event.purchasedQuantity();
            eta = event.eta();
        }

        boolean isNew() {
            return sku != null;
        }

        void arrive(@Nullable Object day) {
            etaChanged = true;
            eta = day;
        }

        void ship(int quantity) {
            allocated -= quantity;
            shipped += quantity;
        }

        @Override
        public String toString() {
            return "batch " + reference;
        }
    }
}
