package io.allocator.command.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Axon's storage of events by JDBC, but for how they are appended: all of a transaction by one statement, which is its last and
 * goes to the server together with the commit. Who commits has waited for the server once then, not for the events and for
 * the commit.
 */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

    /** One statement for any number of events, in their order. Nothing is sent behind the commit. */
    private static final String APPEND_AND_COMMIT = """
            INSERT INTO %s.domain_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                payload_type, payload_revision, payload, meta_data)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?);
            COMMIT""".formatted(EventStoreSchema.NAME);

    private final JdbcClient jdbc;
    private final TransactionManager transactions;

    /**
     * An engine.
     *
     * @param builder what Axon's own needs, with the same data source and transactions
     * @param dataSource of the event store
     * @param transactions Spring's
     */
    PostgresEventStorageEngine(Builder builder, DataSource dataSource, TransactionManager transactions) {
        super(builder);
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = transactions;
    }

    /** Appends them when the transaction is committed; without one, in one of their own. All are a product's. */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        transactions.executeInTransaction(() -> {
            var pending = pending().events;
            events.forEach(event -> pending.add((DomainEventMessage<?>) event));
        });
    }

    private Pending pending() {
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Pending pending) {
                return pending;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /** The events of a transaction that are not yet appended. Its order is the lowest: all else is written before. */
    private final class Pending implements TransactionSynchronization {

        private final List<DomainEventMessage<?>> events = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!events.isEmpty()) {
                appendAndCommit(events);
            }
        }
    }

    private void appendAndCommit(List<DomainEventMessage<?>> events) {
        var serializer = getEventSerializer();
        var payloads = events.stream().map(event -> event.serializePayload(serializer, String.class)).toList();
        var metaData = events.stream().map(event -> event.serializeMetaData(serializer, String.class)).toList();
        try {
            jdbc.sql(APPEND_AND_COMMIT)
                    .param(texts(events, DomainEventMessage::getIdentifier))
                    .param(texts(events, DomainEventMessage::getAggregateIdentifier))
                    .param(events.stream().map(DomainEventMessage::getSequenceNumber).toArray(Long[]::new))
                    .param(texts(events, DomainEventMessage::getType))
                    .param(texts(events, event -> DateTimeUtils.formatInstant(event.getTimestamp())))
                    .param(texts(payloads, payload -> payload.getType().getName()))
                    .param(texts(payloads, payload -> payload.getType().getRevision()))
                    .param(texts(payloads, SerializedObject::getData))
                    .param(texts(metaData, SerializedObject::getData))
                    .update();
        } catch (DataAccessException e) {
            handlePersistenceException(e, events.getFirst());
        }
    }

    private static <T> String[] texts(List<? extends T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
