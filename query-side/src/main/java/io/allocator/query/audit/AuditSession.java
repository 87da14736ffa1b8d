package io.allocator.query.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one connection of an audit: it holds the lock that makes it the only one on all nodes, and the temporary tables in which the
 * views are made again. When it ends, however that comes about, both are gone.
 */
final class AuditSession implements AutoCloseable {

    /** Any number that nobody else uses: "audit", as bytes. */
    static final long LOCK = 0x6175646974L;
    /** Where temporary tables are; the projections find theirs here. */
    static final String SCHEMA = "pg_temp";

    /**
     * The buffers are for temporary tables. Sorting and joining whole tables goes to disk rather than take more memory. Nothing
     * that is written here has to outlive the session.
     */
    private static final String SETTINGS = """
            SET search_path TO pg_temp; SET temp_buffers TO '64MB'; SET work_mem TO '32MB'; SET jit TO off;
            SET synchronous_commit TO off; SET statement_timeout TO 0; SET transaction_timeout TO 0;
            SET idle_in_transaction_session_timeout TO 0""";

    private final Connection connection;
    private final DataSource dataSource;

    private AuditSession(Connection connection, DataSource dataSource) {
        this.connection = connection;
        this.dataSource = dataSource;
    }

    /**
     * Opens it.
     *
     * @param dataSource in whose place it is to be
     * @return empty when an audit is running, here or elsewhere
     */
    static Optional<AuditSession> open(JdbcConnectionDetails details, DataSource dataSource) {
        var settings = new Properties();
        if (details.getUsername() != null) {
            settings.setProperty("user", details.getUsername());
        }
        if (details.getPassword() != null) {
            settings.setProperty("password", details.getPassword());
        }
        settings.setProperty("ApplicationName", "allocator-audit");
        settings.setProperty("connectTimeout", "3");
        // no socketTimeout: large tables take their time to be compared
        settings.setProperty("tcpKeepAlive", "true");
        try {
            var session = new AuditSession(DriverManager.getConnection(details.getJdbcUrl(), settings), dataSource);
            if (session.begins()) {
                return Optional.of(session);
            }
            session.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("No connection for an audit", e);
        }
    }

    private boolean begins() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            try (var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Does something on this thread, and all that it asks of the DataSource on this connection. */
    void run(Runnable work) {
        TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(connection));
        try {
            work.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(dataSource);
        }
    }

    /** Does something in a transaction; all of it sees the database as it is at its first statement. */
    void inSnapshot(Runnable work) {
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } finally {
                // what is not committed by now is taken back
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("audit", null, e);
        }
    }

    /** Transactions within that of {@link #inSnapshot}. */
    TransactionOperations savepoint() {
        return new TransactionOperations() {

            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                try {
                    var savepoint = connection.setSavepoint();
                    try {
                        var result = action.doInTransaction(new SimpleTransactionStatus());
                        connection.releaseSavepoint(savepoint);
                        return result;
                    } catch (RuntimeException e) {
                        connection.rollback(savepoint);
                        throw e;
                    }
                } catch (SQLException e) {
                    throw new UncategorizedSQLException("audit", null, e);
                }
            }
        };
    }

    /** Ends the statement that is running, from another thread. */
    void cancel() throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
