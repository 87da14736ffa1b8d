package io.allocator.query.readmodel;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Brings the schema read_model to what this program needs, before anything reads or writes it. */
final class ReadModelSchema {

    static final String NAME = "read_model";
    /** Any number that nobody else uses: the first eight letters of "read_model", as bytes. */
    private static final long LOCK = 0x726561645f6d6f64L;

    private final DataSource dataSource;

    ReadModelSchema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Migrates under a lock of our own: Flyway's begins only once schema and history table are there, and two nodes
     * that start at once would both create them.
     */
    void migrate() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            execute(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
            try {
                Flyway.configure().dataSource(dataSource).schemas(NAME).createSchemas(true)
                        .locations("classpath:db/read-model")
                        .callbacks(new Unbounded()).load().migrate();
            } finally {
                execute(connection, "SELECT pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    /** In one process with the write side the connections have its bounds; tables of years take their time. */
    private static final class Unbounded implements Callback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                execute(context.getConnection(), "SET LOCAL transaction_timeout = 0");
            } catch (SQLException e) {
                throw new FlywayException("The bound of transactions could not be lifted", e);
            }
        }

        @Override
        public String getCallbackName() {
            return "unbounded";
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
