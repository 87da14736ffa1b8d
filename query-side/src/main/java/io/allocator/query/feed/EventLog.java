package io.allocator.query.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The write side's log, a page at a time in the order of its global index.
 *
 * <p>That order is not the order of commits: a transaction that took its index early and commits late leaves a gap
 * until then. Each read asks for the gaps again, and {@link Position} knows when one is final. Axon's own reader gives a
 * gap up by its age, and with it whatever is committed later.
 */
final class EventLog {

    /**
     * The gaps, one array, and what lies behind the last index. A limit cannot fall into a gap, where Axon's range of the
     * index can. The snapshot is the one that the statement itself sees the log in: below its xmin, all transactions have
     * ended. It comes even without an entry.
     */
    private static final String PAGE = """
            SELECT pg_snapshot_xmin(seen.snapshot)::text::bigint AS all_ended_below, entry.*
            FROM (SELECT pg_current_snapshot() AS snapshot) AS seen LEFT JOIN LATERAL (
                SELECT %1$s FROM event_store.domain_event WHERE global_index = ANY (?)
                UNION ALL
                (SELECT %1$s FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT ?)
            ) AS entry ON true
            ORDER BY entry.global_index""".formatted(LogEntry.COLUMNS);

    /** Gives out a transaction id, to a transaction that ends at once. It writes nothing, and so waits for no disk. */
    private static final String NEXT_TRANSACTION_ID = "SELECT pg_current_xact_id()::text::bigint";

    private static final String INDEX_OF_EVENT = """
            SELECT global_index FROM event_store.domain_event
            WHERE aggregate_identifier = ? AND sequence_number = ?""";

    private static final String OF_SKU = """
            SELECT %s FROM event_store.domain_event WHERE aggregate_identifier = ? AND sequence_number >= ?
            ORDER BY sequence_number LIMIT ?""".formatted(LogEntry.COLUMNS);

    private static final String LAST_OF_SKU = """
            SELECT sequence_number FROM event_store.domain_event WHERE aggregate_identifier = ? AND global_index <= ?
            ORDER BY sequence_number DESC LIMIT 1""";

    private static final String LAST_INDEX = "SELECT coalesce(max(global_index), 0) FROM event_store.domain_event";

    private static final String IN_THE_LOG = """
            SELECT count(*) FROM event_store.domain_event WHERE global_index = ANY (?)""";

    private static final String TIME_OF_FIRST_BEHIND = """
            SELECT time_stamp FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1""";

    private final ConnectionProvider connections;
    private final EventReader reader;
    private final int pageSize;

    EventLog(ConnectionProvider connections, EventReader reader, int pageSize) {
        this.connections = connections;
        this.reader = reader;
        this.pageSize = pageSize;
    }

    /**
     * Reads on.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    Page read(Position position) {
        try (var connection = connections.getConnection(); var statement = connection.prepareStatement(PAGE)) {
            statement.setArray(1, connection.createArrayOf("bigint", position.gaps()));
            statement.setLong(2, position.index());
            statement.setInt(3, pageSize);
            var entries = new ArrayList<LogEntry>();
            try (var result = statement.executeQuery()) {
                result.next();
                var allEndedBelow = result.getLong("all_ended_below");
                // without an entry there is one row, of the snapshot alone
                if (result.getString("event_identifier") != null) {
                    do {
                        entries.add(LogEntry.read(result));
                    } while (result.next());
                }
                return page(entries, position.copy(), allEndedBelow, connection);
            }
        } catch (SQLException e) {
            throw new EventStoreException("The event log cannot be read", e);
        }
    }

    private Page page(List<LogEntry> entries, Position position, long allEndedBelow, Connection connection)
            throws SQLException {
        position.settle(entries.stream().map(LogEntry::globalIndex).collect(Collectors.toSet()), allEndedBelow);
        var steps = new Steps(position.token(), entries.stream().mapToLong(LogEntry::globalIndex).toArray());
        var events = new ArrayList<FeedEntry>(entries.size());
        for (var i = 0; i < entries.size(); i++) {
            var taken = i + 1;
            position.stepTo(entries.get(i).globalIndex());
            reader.read(entries.get(i)).forEach(event -> events.add(new FeedEntry(event, steps, taken)));
        }
        if (position.hasNewGaps()) {
            position.note(nextTransactionId(connection));
        }
        return new Page(events, position, entries.size() >= pageSize);
    }

    private static long nextTransactionId(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(NEXT_TRANSACTION_ID); var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * The events of a SKU from one of them on, in their order, whichever of them a reader of the log has seen.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    List<FeedEvent> eventsOf(String sku, long from, int limit) {
        try (var connection = connections.getConnection(); var statement = connection.prepareStatement(OF_SKU)) {
            statement.setString(1, sku);
            statement.setLong(2, from);
            statement.setInt(3, limit);
            var events = new ArrayList<FeedEvent>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    events.addAll(reader.read(LogEntry.read(result)));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new EventStoreException("The event log cannot be read", e);
        }
    }

    /**
     * The sequence number of the last event of a SKU up to an index; -1 when there is none.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    long lastOf(String sku, long globalIndex) {
        return ask(LAST_OF_SKU, (connection, statement) -> {
            statement.setString(1, sku);
            statement.setLong(2, globalIndex);
        }, row -> row.getLong(1)).orElse(-1L);
    }

    /**
     * Which entry of the log an event of a SKU is.
     *
     * @return its global index; -1 when there is no such event
     * @throws EventStoreException when the log cannot be read just now
     */
    long indexOf(String sku, long sequenceNumber) {
        return ask(INDEX_OF_EVENT, (connection, statement) -> {
            statement.setString(1, sku);
            statement.setLong(2, sequenceNumber);
        }, row -> row.getLong(1)).orElse(-1L);
    }

    /**
     * The highest index that is visible; 0 when there is none.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    long lastIndex() {
        return ask(LAST_INDEX, (connection, statement) -> {}, row -> row.getLong(1)).orElseThrow();
    }

    /**
     * Whether any of these indexes, gaps to somebody, is an entry by now.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    boolean isAnyFilled(Long[] gaps) {
        return gaps.length > 0 && ask(IN_THE_LOG,
                (connection, statement) -> statement.setArray(1, connection.createArrayOf("bigint", gaps)),
                row -> row.getLong(1)).orElseThrow() > 0;
    }

    /**
     * When the first event behind an index was decided.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    Optional<Instant> timeOfFirstBehind(long globalIndex) {
        return ask(TIME_OF_FIRST_BEHIND, (connection, statement) -> statement.setLong(1, globalIndex),
                row -> DateTimeUtils.parseInstant(row.getString(1)));
    }

    /**
     * How many events there are behind an index, by the range of it: far behind, rollbacks among them do not matter.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    long countBehind(long globalIndex) {
        return Math.max(0, lastIndex() - globalIndex);
    }

    private <T> Optional<T> ask(String sql, Parameters parameters, Row<T> row) {
        try (var connection = connections.getConnection(); var statement = connection.prepareStatement(sql)) {
            parameters.set(connection, statement);
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(row.read(result)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new EventStoreException("The event log cannot be read", e);
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Parameters {
        void set(Connection connection, PreparedStatement statement) throws SQLException;
    }

    /**
     * Some events in a row.
     *
     * @param events as they are after upcasting
     * @param end where to read on
     * @param full whether there may be more right behind it
     */
    record Page(List<FeedEntry> events, Position end, boolean full) {}
}
