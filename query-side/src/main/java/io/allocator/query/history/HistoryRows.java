package io.allocator.query.history;

import io.allocator.api.query.FindHistoryQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds rows of the history. */
@Component
class HistoryRows {

    private static final String SELECT = """
            SELECT sku, n, global_index, at, type, actor, order_id, line_id, quantity, previous_quantity,
                batch_reference, from_batch, eta, previous_eta, reason
            FROM read_model.history
            """;

    /** A condition is there only when it is asked for: then PostgreSQL sees which index serves best. */
    private static final String OF_SKU = SELECT + "WHERE sku = :sku AND n < :before";
    private static final String OF_ORDER = " AND order_id = :order";
    /**
     * What came to it or was about it, and what left it: each has an index with the number behind it, off whose end the
     * newest are read. Asked with OR, all entries of the batch would be found and sorted.
     */
    private static final String TO_BATCH = " AND batch_reference = :batch";
    private static final String FROM_BATCH = " AND from_batch = :batch AND batch_reference IS DISTINCT FROM :batch";
    private static final String OF_TYPE = " AND type = :type";
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST_TIME = Instant.parse("9999-01-01T00:00:00Z");
    /** By how much the clocks of nodes differ at most. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    /**
     * Entries are listed by their number, since nodes' clocks differ. But a time well outside stands for a number;
     * without it all that is newer would be read through, or all of the time be sorted. One entry of each 64 is
     * enough to find it: the index of times has no others.
     */
    private static final String FROM = " " + """
            AND at >= :from AND n > coalesce((SELECT n FROM read_model.history
               WHERE sku = :sku AND n % 64 = 0 AND at < :wellBefore ORDER BY at DESC, n DESC LIMIT 1), -1)""";
    private static final String UNTIL = " " + """
            AND at < :until AND n < coalesce((SELECT n FROM read_model.history
               WHERE sku = :sku AND n % 64 = 0 AND at >= :wellAfter ORDER BY at, n LIMIT 1), :before)""";
    private static final String NEWEST_FIRST = " ORDER BY n DESC LIMIT :limit";

    private static final String IS_KNOWN = "SELECT EXISTS (SELECT FROM read_model.history WHERE sku = ? AND n = 0)";

    private static final String LATEST = SELECT + "ORDER BY global_index DESC LIMIT ?";

    /** An order has few entries: they are sorted once they are found. */
    private static final String OF_LINE = SELECT + "WHERE order_id = ? AND sku = ? AND line_id = ? ORDER BY n";

    private final JdbcClient database;

    HistoryRows(JdbcClient database) {
        this.database = database;
    }

    boolean isKnown(String sku) {
        return database.sql(IS_KNOWN).param(sku).query(Boolean.class).single();
    }

    /** As the query says, but one more than its limit where there is one: whether another page follows. */
    List<HistoryRow> find(FindHistoryQuery query) {
        var sql = OF_SKU + (query.orderId() == null ? "" : OF_ORDER) + (query.type() == null ? "" : OF_TYPE)
                + (query.from() == null ? "" : FROM) + (query.until() == null ? "" : UNTIL);
        var statement = database.sql(query.batchReference() == null ? sql + NEWEST_FIRST : ofBatch(sql))
                .param("sku", query.sku()).param("before", query.before()).param("limit", query.limit() + 1);
        if (query.orderId() != null) {
            statement = statement.param("order", query.orderId());
        }
        if (query.batchReference() != null) {
            statement = statement.param("batch", query.batchReference());
        }
        if (query.type() != null) {
            statement = statement.param("type", query.type());
        }
        if (query.from() != null) {
            statement = statement.param("from", inUtc(query.from()))
                    .param("wellBefore", inUtc(query.from()).minus(CLOCKS_DIFFER));
        }
        if (query.until() != null) {
            statement = statement.param("until", inUtc(query.until()))
                    .param("wellAfter", inUtc(query.until()).plus(CLOCKS_DIFFER));
        }
        return statement.query(HistoryRow::read).list();
    }

    private static String ofBatch(String sql) {
        return "SELECT * FROM ((" + sql + TO_BATCH + NEWEST_FIRST + ") UNION ALL (" + sql + FROM_BATCH + NEWEST_FIRST
                + ")) AS history" + NEWEST_FIRST;
    }

    /** What happened last, over all SKUs, newest first. */
    List<HistoryRow> latest(int limit) {
        return database.sql(LATEST).param(limit).query(HistoryRow::read).list();
    }

    /** All that became of a line, oldest first. */
    List<HistoryRow> ofLine(String orderId, String sku, String lineId) {
        return database.sql(OF_LINE).params(orderId, sku, lineId).query(HistoryRow::read).list();
    }

    /** Of times that PostgreSQL does not know, the nearest that is before, or after, all there is. */
    private static OffsetDateTime inUtc(Instant time) {
        var known = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST_TIME) ? LATEST_TIME : time;
        return known.atOffset(ZoneOffset.UTC);
    }
}
