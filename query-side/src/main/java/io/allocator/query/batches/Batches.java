package io.allocator.query.batches;

import io.allocator.api.query.BatchView;
import io.allocator.query.gathering.Keys;
import io.allocator.query.keeping.Names;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The batches, for views that show them as a part. */
@Component
public class Batches {

    /** What {@link #view} reads, of a row {@code b}; first in a statement. */
    public static final String COLUMNS = "b.reference, b.sku, b.eta, b.purchased, b.allocated, b.shipped";

    private static final String BY_REFERENCE = "SELECT " + COLUMNS
            + " FROM read_model.batch b WHERE b.reference = ANY (?)";

    private final BatchRepository batches;
    private final JdbcClient sql;

    Batches(BatchRepository batches, JdbcClient sql) {
        this.batches = batches;
        this.sql = sql;
    }

    /** A batch whose {@link #COLUMNS} a row begins with. */
    public static BatchView view(ResultSet row) throws SQLException {
        return Batch.view(Names.unique(row.getString(1)), Names.unique(row.getString(2)),
                row.getObject(3, LocalDate.class), row.getInt(4),
                row.getInt(5), row.getInt(6));
    }

    /** One of them; empty when there is none of that reference. */
    public Optional<BatchView> find(String reference) {
        return Optional.ofNullable(find(Set.of(reference)).get(reference));
    }

    /** Those that there are of some references. */
    Map<String, BatchView> find(Set<String> references) {
        return sql.sql(BY_REFERENCE).param(Keys.array(references)).query((row, n) -> view(row)).list()
                .stream()
                .collect(Collectors.toMap(BatchView::ref, Function.identity()));
    }

    /** A SKU's batches, the warehouse first, then the earliest to arrive, then as they were added. */
    public List<BatchView> inPreferenceOrder(String sku) {
        return batches.findInPreferenceOrder(sku).stream().map(Batch::toView).toList();
    }

    /**
     * Shipments whose day is past and that have something to bring, the longest overdue first.
     *
     * @param today the first day that is not past
     * @param limit the most batches
     */
    public List<BatchView> late(LocalDate today, int limit) {
        return batches.findLate(today, Limit.of(limit)).stream().map(Batch::toView).toList();
    }
}
