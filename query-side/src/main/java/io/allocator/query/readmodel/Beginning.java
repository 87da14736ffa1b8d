package io.allocator.query.readmodel;

import io.allocator.query.feed.FeedEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;

/**
 * What each transaction of a processor begins with, in one round trip: its own first statements, a lock, and then, since
 * that is got, where the segment is and which of the SKUs are set aside.
 */
final class Beginning {

    private final JdbcOperations database;
    private final Positions positions;
    private final String look;
    private final String pass;

    Beginning(JdbcOperations database, Positions positions, String first, String processor) {
        this.database = database;
        this.positions = positions;
        this.look = """
                %1$s;
                %2$s;
                %4$s
                UNION ALL
                SELECT NULL, NULL, sku FROM read_model.dead_letter WHERE processor = '%3$s' AND sku = ANY (?)"""
                .formatted(first, DeadLetters.shareLock(processor), processor, where(processor));
        // the position alone moves: if a dying server forgets that, it moves again, over nothing
        this.pass = """
                SET LOCAL synchronous_commit TO off;
                %s""".formatted(where(processor));
    }

    /**
     * Where a segment is; no row, when the processor has a view no longer. One that is started by a node that saw it have
     * one, just before a rebuilt view took the place, begins anew: its old position is deleted.
     */
    private static String where(String processor) {
        return """
                SELECT token, token_type, NULL AS sku FROM read_model.token_entry
                WHERE processor_name = '%1$s' AND segment = ?
                    AND EXISTS (SELECT FROM read_model.view WHERE '%1$s' IN (processor, rebuilding))"""
                .formatted(processor);
    }

    /**
     * What is there when a transaction begins.
     *
     * @param position where the segment is
     * @param aside those SKUs of the transaction that are set aside
     */
    record Found(GapAwareTrackingToken position, Set<String> aside) {}

    /** Begins one for these events of a segment. */
    Found with(Collection<? extends FeedEvent> events, int segment) {
        return found(look, statement -> {
            var skus = events.stream().map(FeedEvent::sku).distinct().toArray();
            statement.setInt(1, segment);
            statement.setArray(2, statement.getConnection().createArrayOf("text", skus));
        });
    }

    /** Begins one that has no events for a segment, and only moves its position. */
    Found withNone(int segment) {
        return found(pass, statement -> statement.setInt(1, segment));
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private Found found(String sql, Parameters parameters) {
        PreparedStatementCallback<Found> ask = statement -> {
            parameters.set(statement);
            return lastResult(statement);
        };
        return Objects.requireNonNull(database.execute(sql, ask));
    }

    /** Of several statements, the last: the others tell nothing, or one column of it. */
    private Found lastResult(PreparedStatement statement) throws SQLException {
        GapAwareTrackingToken position = null;
        var aside = new HashSet<String>();
        for (var isRows = statement.execute(); isRows || statement.getUpdateCount() != -1; isRows = statement
                .getMoreResults()) {
            if (isRows) {
                try (var row = statement.getResultSet()) {
                    while (row.getMetaData().getColumnCount() > 1 && row.next()) {
                        var sku = row.getString("sku");
                        if (sku == null) {
                            position = positions.token(row.getString("token"), row.getString("token_type"));
                        } else {
                            aside.add(sku);
                        }
                    }
                }
            }
        }
        if (position == null) {
            throw new IllegalStateException("No view is this processor's any more");
        }
        return new Found(position, aside);
    }
}
