package io.allocator.query.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * The write side's log, a page at a time in the order of its global index.
 *
 * <p>That order is not the order of commits: a transaction that took its index early and commits late leaves a gap
 * until then. Axon's token remembers gaps and each read asks for them again, until an event is 60 s old: then older
 * gaps are taken for rollbacks. Nothing is lost by that because the write side's transactions are ended by the server
 * (transaction_timeout) long before.
 */
final class EventLog extends JdbcEventStorageEngine {

    private static final int GAP_TIMEOUT_MILLIS = 60_000;
    /**
     * How far behind a gap may fall. Axon's 10,000 is a second's events here, and a transaction may take longer; time
     * is to give gaps up, not their distance. Bounded for the memory's sake if the index should ever jump.
     */
    private static final int MAX_GAP_OFFSET = 1_000_000;

    static final EventSchema SCHEMA = EventSchema.builder().eventTable("event_store.domain_event")
            .snapshotTable("event_store.snapshot_event").globalIndexColumn("global_index")
            .eventIdentifierColumn("event_identifier").aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number").typeColumn("type").timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type").payloadRevisionColumn("payload_revision").payloadColumn("payload")
            .metaDataColumn("meta_data").build();

    private final EventUpcaster upcasters;

    EventLog(ConnectionProvider connections, Serializer serializer, EventUpcaster upcasters, int pageSize) {
        super(builder().connectionProvider(connections)
                // each read is one statement, which sees one state of the log by itself
                .transactionManager(NoTransactionManager.INSTANCE).schema(SCHEMA).dataType(String.class)
                .eventSerializer(serializer).snapshotSerializer(serializer).upcasterChain(upcasters)
                .batchSize(pageSize).gapTimeout(GAP_TIMEOUT_MILLIS).maxGapOffset(MAX_GAP_OFFSET)
                // needed by ranges of the index only: a limit cannot fall into a gap
                .extendedGapCheckEnabled(false).readEventDataWithoutGaps(EventLog::pageAfter)
                .readEventDataWithGaps(EventLog::pageAfterAndGaps));
        this.upcasters = upcasters;
    }

    /**
     * Reads on.
     *
     * @param position where the last read ended; {@code null} for the beginning
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException when the log cannot be read just now
     * @throws IllegalStateException when the log holds an event of an unknown type
     */
    Page read(@Nullable TrackingToken position) {
        List<? extends TrackedEventData<?>> entries = fetchTrackedEvents(position, batchSize());
        if (entries.isEmpty()) {
            return new Page(List.of(), position, false);
        }
        var indexes = new HashMap<String, Long>();
        entries.forEach(e -> indexes.put(e.getEventIdentifier(), ((IndexedEntry<?>) e).globalIndex()));
        List<TrackedEventMessage<?>> events = EventUtils
                .upcastAndDeserializeTrackedEvents(entries.stream(), getEventSerializer(), upcasters)
                .<TrackedEventMessage<?>>map(e -> (TrackedEventMessage<?>) e
                        .andMetaData(Map.of(EventFeed.GLOBAL_INDEX, indexes.get(e.getIdentifier()))))
                .toList();
        events.forEach(EventLog::requireKnownType);
        return new Page(events, entries.getLast().trackingToken(), entries.size() >= batchSize());
    }

    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, GapAwareTrackingToken previous)
            throws SQLException {
        var entry = (TrackedDomainEventData<?>) super.getTrackedEventData(row, previous);
        return IndexedEntry.of(entry, row.getLong(SCHEMA.globalIndexColumn()));
    }

    /** Axon would pass over it, and the views would lack it for ever once this program is brought up to date. */
    private static void requireKnownType(TrackedEventMessage<?> event) {
        if (event.getPayloadType() == UnknownSerializedType.class) {
            throw new IllegalStateException("Event " + event.getIdentifier() + " at " + event.trackingToken()
                    + " is of a type that this program does not know; it is older than the writer");
        }
    }

    /** Axon's own asks for a range of the index, and so cannot tell a gap at its end from the end of the log. */
    private static PreparedStatement pageAfter(Connection connection, EventSchema schema, long index, int size)
            throws SQLException {
        var statement = connection.prepareStatement("SELECT " + schema.trackedEventFields()
                + " FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT ?");
        statement.setLong(1, index);
        statement.setInt(2, size);
        return statement;
    }

    /** One array, where Axon's own has a parameter for each gap: the statement stays the same, and has no limit. */
    private static PreparedStatement pageAfterAndGaps(Connection connection, EventSchema schema, long index, int size,
            List<Long> gaps) throws SQLException {
        var fields = schema.trackedEventFields();
        var statement = connection.prepareStatement("SELECT " + fields
                + " FROM event_store.domain_event WHERE global_index = ANY (?)"
                + " UNION ALL (SELECT " + fields
                + " FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT ?)"
                + " ORDER BY global_index");
        statement.setArray(1, connection.createArrayOf("bigint", gaps.toArray()));
        statement.setLong(2, index);
        statement.setInt(3, size);
        return statement;
    }

    /**
     * Some events in a row.
     *
     * @param events as they are after upcasting
     * @param end where to read on
     * @param full whether there may be more right behind it
     */
    record Page(List<TrackedEventMessage<?>> events, @Nullable TrackingToken end, boolean full) {}
}
