package io.allocator.system.faults;

import io.allocator.system.harness.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** A write that has its place in the log early and is committed late, made as the write side makes it. */
final class HeldTransaction implements AutoCloseable {

    private static final String RESERVE = "INSERT INTO event_store.batch_reference (reference, sku) VALUES (?, ?)";

    private static final String APPEND = """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                time_stamp, payload_type, payload_revision, payload, meta_data)
            VALUES (?, ?, 0, 'Product', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'io.allocator.api.event.BatchAddedEvent', '1',
                json_build_object('sku', ?, 'batchReference', ?, 'purchasedQuantity', 7, 'eta', NULL)::text,
                '{"actor":"somebody slow"}')
            RETURNING global_index""";

    private final Connection connection;
    private final long globalIndex;

    private HeldTransaction(Connection connection, long globalIndex) {
        this.connection = connection;
        this.globalIndex = globalIndex;
    }

    /** Adds a batch, and a SKU, of this name. */
    static HeldTransaction begin(PostgresServer postgres, String name) throws SQLException {
        var connection = postgres.connect();
        connection.setAutoCommit(false);
        try (var reserve = connection.prepareStatement(RESERVE); var append = connection.prepareStatement(APPEND)) {
            reserve.setString(1, name);
            reserve.setString(2, name);
            reserve.executeUpdate();
            append.setString(1, UUID.randomUUID().toString());
            append.setString(2, name);
            append.setString(3, name);
            append.setString(4, name);
            try (var index = append.executeQuery()) {
                index.next();
                return new HeldTransaction(connection, index.getLong(1));
            }
        }
    }

    /** The event's place in the log. */
    long globalIndex() {
        return globalIndex;
    }

    /** Runs another statement in it, with this name for its parameter. */
    void execute(String sql, String name) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.execute();
        }
    }

    /** Now it is there for everybody. */
    void commit() throws SQLException {
        connection.commit();
        try (var statement = connection.createStatement()) {
            statement.execute("NOTIFY allocator_events");
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
