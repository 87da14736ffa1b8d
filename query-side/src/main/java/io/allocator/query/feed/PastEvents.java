package io.allocator.query.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** Reads what is in the log already, a page at a time, for whoever checks it. What is still to come is the feed's. */
public final class PastEvents {

    private static final String SELECT = "SELECT " + LogEntry.COLUMNS + " FROM event_store.domain_event ";

    private static final String IN_ORDER = SELECT
            + "WHERE global_index > ? AND global_index <= ? ORDER BY global_index LIMIT ?";

    private static final String AT = SELECT + "WHERE global_index = ANY (?) ORDER BY global_index";

    /** Read off the index that makes sequence numbers unique. */
    private static final String BY_SKU = SELECT + """
            WHERE (aggregate_identifier, sequence_number) > (?, ?)
            ORDER BY aggregate_identifier, sequence_number LIMIT ?""";

    private static final int PAGE_SIZE = 1_000;

    private final ConnectionProvider connections;
    private final EventReader reader;

    PastEvents(ConnectionProvider connections, EventReader reader) {
        this.connections = connections;
        this.reader = reader;
    }

    /**
     * Some events in a row.
     *
     * @param last the place of the last entry; none where there is no entry
     * @param full whether there may be more behind it
     */
    public record Page(List<FeedEvent> events, @Nullable Place last, boolean full) {}

    /** A place in the log: by its global index, and by SKU and sequence number. */
    public record Place(long globalIndex, String sku, long sequenceNumber) {}

    /**
     * In the order of the log, up to an index. What is not committed yet is passed over.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    public Page inOrder(long behind, long upTo) {
        return read(IN_ORDER, (_, statement) -> {
            statement.setLong(1, behind);
            statement.setLong(2, upTo);
            statement.setInt(3, PAGE_SIZE);
        });
    }

    /**
     * Those of these entries that are there.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    public List<FeedEvent> at(Collection<Long> globalIndexes) {
        return globalIndexes.isEmpty() ? List.of() : read(AT, (connection, statement) -> {
            statement.setArray(1, connection.createArrayOf("bigint", globalIndexes.toArray()));
        }).events();
    }

    /**
     * One SKU after the other, the events of each in their order.
     *
     * @throws EventStoreException when the log cannot be read just now
     */
    public Page bySku(String behindSku, long behindSequenceNumber) {
        return read(BY_SKU, (_, statement) -> {
            statement.setString(1, behindSku);
            statement.setLong(2, behindSequenceNumber);
            statement.setInt(3, PAGE_SIZE);
        });
    }

    private Page read(String sql, Parameters parameters) {
        var entries = new ArrayList<LogEntry>();
        try (var connection = connections.getConnection(); var statement = connection.prepareStatement(sql)) {
            parameters.set(connection, statement);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    entries.add(LogEntry.read(result));
                }
            }
        } catch (SQLException e) {
            throw new EventStoreException("The event log cannot be read", e);
        }
        var last = entries.isEmpty() ? null : place(entries.getLast());
        var events = entries.stream().flatMap(entry -> reader.read(entry).stream()).toList();
        return new Page(events, last, entries.size() >= PAGE_SIZE);
    }

    private static Place place(LogEntry entry) {
        return new Place(entry.globalIndex(), entry.getAggregateIdentifier(), entry.getSequenceNumber());
    }

    private interface Parameters {
        void set(Connection connection, PreparedStatement statement) throws SQLException;
    }
}
