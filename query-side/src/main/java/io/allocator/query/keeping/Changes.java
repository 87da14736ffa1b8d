package io.allocator.query.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks what has changed since it asked before: what the transactions have noted that its snapshot of the database did not
 * see yet, and the one of now sees.
 *
 * <p>That can be told by one connection only. A server that dies may use the numbers of transactions again that were under way;
 * but then all its connections end. Not for several threads at once.
 */
final class Changes implements AutoCloseable {

    /** Few rows of many, by the index; PostgreSQL is not to plan it anew each time to find out. Nobody is held up for long. */
    private static final String SETTINGS = """
            SET enable_seqscan = off; SET max_parallel_workers_per_gather = 0; SET plan_cache_mode = force_generic_plan;
            SET statement_timeout = '1s'""";

    /** A snapshot that sees nothing: of all that was ever noted something is lacking since then. */
    private static final String NOTHING = "1:1:";

    /**
     * First the snapshot of now, and whether nothing is lacking: what was deleted is older than all that is left, and so
     * than one that the snapshot before knew to be over. Then what that one did not see: what came later, and what was under way.
     */
    private static final String SINCE = """
            SELECT pg_current_snapshot()::text,
                EXISTS (SELECT FROM (SELECT FROM read_model.changed_keys WHERE transaction <= pg_snapshot_xmin(?::pg_snapshot)
                    ORDER BY transaction DESC LIMIT 1) AS one), NULL, NULL
            UNION ALL
            (SELECT NULL, NULL, kind, keys FROM read_model.changed_keys
            WHERE transaction >= pg_snapshot_xmax(?::pg_snapshot)
                OR transaction = ANY (ARRAY(SELECT pg_snapshot_xip(?::pg_snapshot)))
            LIMIT ?)""";

    /** More than these are as if all had changed: whoever has not asked for long would read them for long. */
    private static final int MOST = 100;

    private final Connections connections;
    private @Nullable Asking asking;

    /** Makes a connection that stays with whoever asked for it. */
    @FunctionalInterface
    interface Connections {

        /** A new one. */
        Connection open() throws SQLException;
    }

    /**
     * Answers that have changed, or may have.
     *
     * @param kind of what
     * @param keys of which; {@code null} when it may be any
     */
    record Change(AnswerKind kind, @Nullable List<String> keys) {}

    Changes(Connections connections) {
        this.connections = connections;
    }

    /**
     * What has changed since it was last asked.
     *
     * @return empty when that cannot be told, as when it is asked for the first time, or is much: anything may have
     * @throws SQLException when it cannot be asked; then it cannot be told the next time either
     */
    Optional<List<Change>> sinceLast() throws SQLException {
        try {
            if (asking == null) {
                asking = new Asking(connections.open());
            }
            return asking.sinceLast();
        } catch (SQLException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Ends the connection; the next time it asks by another. */
    @Override
    public void close() {
        var ended = asking;
        asking = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** As long as one connection lasts. */
    private static final class Asking {

        private final Connection connection;
        private final PreparedStatement since;
        private String snapshot = NOTHING;

        Asking(Connection connection) throws SQLException {
            this.connection = connection;
            try (var settings = connection.createStatement()) {
                settings.execute(SETTINGS);
                since = connection.prepareStatement(SINCE);
            } catch (SQLException | RuntimeException | Error e) {
                close();
                throw e;
            }
        }

        Optional<List<Change>> sinceLast() throws SQLException {
            since.setString(1, snapshot);
            since.setString(2, snapshot);
            since.setString(3, snapshot);
            since.setInt(4, MOST + 1);
            try (var rows = since.executeQuery()) {
                rows.next();
                snapshot = rows.getString(1);
                return rows.getBoolean(2) ? changes(rows) : Optional.empty();
            }
        }

        private static Optional<List<Change>> changes(ResultSet rows) throws SQLException {
            var changes = new ArrayList<Change>();
            var notes = 0;
            while (rows.next()) {
                var keys = rows.getArray(4);
                var these = keys == null ? null : List.of((String[]) keys.getArray());
                AnswerKind.named(rows.getString(3)).ifPresent(kind -> changes.add(new Change(kind, these)));
                notes++;
            }
            return notes > MOST ? Optional.empty() : Optional.of(changes);
        }

        void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                // it is of no use any more, closed or not
            }
        }
    }
}
