package io.allocator.query.testing;

import io.allocator.api.event.ProductEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Appends events to the log, as the write side does, without deciding anything. */
public final class WriteSide {

    private static final EventSchema SCHEMA = EventSchema.builder().eventTable("event_store.domain_event")
            .snapshotTable("event_store.snapshot_event").globalIndexColumn("global_index")
            .eventIdentifierColumn("event_identifier").aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number").typeColumn("type").timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type").payloadRevisionColumn("payload_revision").payloadColumn("payload")
            .metaDataColumn("meta_data").build();

    private final Database database;
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();

    /** Writes into this database. */
    public WriteSide(Database database) {
        this.database = database;
    }

    /** Appends in one transaction, and notifies the readers. */
    public void append(ProductEvent... events) {
        appendQuietly(events);
        notifyReaders();
    }

    /** Appends in one transaction; nobody is told. */
    public void appendQuietly(ProductEvent... events) {
        engine(database.dataSource()::getConnection).appendEvents(messages(events));
    }

    /** Appends in a transaction that is left open, on this connection. */
    public void appendUncommitted(Connection connection, ProductEvent... events) throws SQLException {
        connection.setAutoCommit(false);
        var kept = ConnectionWrapperFactory.wrap(connection, new ConnectionWrapperFactory.NoOpCloseHandler());
        engine(() -> kept).appendEvents(messages(events));
    }

    /** Says that there is something new. */
    public void notifyReaders() {
        JdbcClient.create(database.dataSource()).sql("NOTIFY allocator_events").update();
    }

    private List<DomainEventMessage<?>> messages(ProductEvent... events) {
        var messages = new ArrayList<DomainEventMessage<?>>();
        for (var event : events) {
            var sequence = sequences.computeIfAbsent(event.sku(), sku -> new AtomicLong()).getAndIncrement();
            messages.add(new GenericDomainEventMessage<>("Product", event.sku(), sequence, event,
                    MetaData.with("actor", "test")));
        }
        return messages;
    }

    private static JdbcEventStorageEngine engine(ConnectionProvider connections) {
        var serializer = Jackson3Serializer.builder().build();
        return JdbcEventStorageEngine.builder().connectionProvider(connections)
                .transactionManager(NoTransactionManager.INSTANCE).schema(SCHEMA).dataType(String.class)
                .eventSerializer(serializer).snapshotSerializer(serializer).build();
    }
}
