package io.allocator.command.eventstore;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.flywaydb.core.Flyway;

/** The tables of the event store: their names, and their migration. */
final class EventStoreSchema {

    static final String NAME = "event_store";

    /** The columns and tables of {@code V1__event_store.sql}, for Axon. */
    static final EventSchema TABLES = EventSchema.builder()
            .eventTable(NAME + ".domain_event")
            .snapshotTable(NAME + ".snapshot_event")
            .globalIndexColumn("global_index")
            .eventIdentifierColumn("event_identifier")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("type")
            .timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .build();

    /** Any number, the same on every node. */
    private static final long MIGRATION_LOCK = 0x616c6c6f63L;

    private EventStoreSchema() {}

    /**
     * Brings the tables to the version of this program. Nodes that start together take turns: Flyway guards its own
     * history, not the creation of the schema that holds it. Waits for a database that is not there yet.
     */
    static void migrate(DataSource dataSource) throws SQLException {
        try (var connection = FirstConnection.to(dataSource); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + MIGRATION_LOCK + ")");
            try {
                Flyway.configure().dataSource(dataSource).schemas(NAME).locations("classpath:db/event-store").load()
                        .migrate();
            } finally {
                statement.execute("SELECT pg_advisory_unlock(" + MIGRATION_LOCK + ")");
            }
        }
    }
}
