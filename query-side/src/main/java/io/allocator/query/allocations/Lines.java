package io.allocator.query.allocations;

import io.allocator.api.query.AttentionView;
import io.allocator.api.query.BackorderView;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.LineView;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads order lines in accepted order, as they stand in the table. */
@Component
class Lines {

    /** A line and its place. */
    record Placed(LineView line, long accepted) {}

    /**
     * What there is to know of a line {@code l}, in seven columns. The day is that of the batch it is on: what was shipped has
     * arrived, whatever becomes of its batch. It is looked up for each line that is shown, since a join would read all
     * batches as soon as there are many lines; and only for those that came to a batch which was expected: most never did. The
     * others have no day, unless there is a batch that was in the warehouse and is to come again, which hardly ever happens.
     */
    static final String COLUMNS = """
            l.order_id, l.sku, l.line_id, l.quantity, l.status, l.batch_reference,
                CASE WHEN l.status = 'ALLOCATED' AND (l.expected
                        OR (SELECT EXISTS (SELECT FROM read_model.batch_eta WHERE was_here AND eta IS NOT NULL)))
                    THEN (SELECT b.eta FROM read_model.batch_eta b
                        WHERE b.reference = l.batch_reference AND b.eta IS NOT NULL) END""";

    private static final String SELECT = "SELECT " + COLUMNS
            + ", l.accepted FROM read_model.allocation l WHERE l.accepted > ? AND l.status ";
    private static final String OPEN = SELECT + "<> 'SHIPPED'";
    private static final String SHIPPED = SELECT + "= 'SHIPPED'";
    private static final String IN_ORDER = " ORDER BY accepted LIMIT ?";

    private static final RowMapper<Placed> ROW = (row, n) -> new Placed(
            new LineView(row.getString(1), row.getString(2), row.getString(3), row.getInt(4),
                    LineStatus.valueOf(row.getString(5)), row.getString(6), row.getObject(7, LocalDate.class)),
            row.getLong(8));

    private final JdbcClient sql;

    Lines(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * The open lines, of all SKUs and of one, have indexes that have them in their order, and so have the shipped ones: the
     * open lines stay few while the others become ever more. All lines are merged from the two.
     *
     * @param sku of this SKU only; {@code null} for all
     * @param open whether only those that are not shipped yet
     * @param after the place in the accepted order behind which to begin
     * @param limit the most lines
     */
    List<Placed> after(@Nullable String sku, boolean open, long after, int limit) {
        var ofSku = sku == null ? "" : " AND l.sku = ?";
        var parameters = sku == null ? List.<Object>of(after, limit) : List.<Object>of(after, sku, limit);
        var page = OPEN + ofSku + IN_ORDER;
        if (open) {
            return sql.sql(page).params(parameters).query(ROW).list();
        }
        return sql
                .sql("SELECT * FROM ((" + page + ") UNION ALL (" + SHIPPED + ofSku + IN_ORDER + ")) AS line" + IN_ORDER)
                .params(parameters).params(parameters).param(limit).query(ROW).list();
    }

    /** By the index of waiting lines: the first in accepted order. */
    List<AttentionView.Waiting> longestWaiting(int limit) {
        return sql.sql("""
                SELECT order_id, sku, line_id, quantity, accepted_at FROM read_model.allocation
                WHERE status = 'BACKORDERED' ORDER BY accepted LIMIT ?""").param(limit)
                .query((row, n) -> new AttentionView.Waiting(
                        new BackorderView(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)),
                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }
}
