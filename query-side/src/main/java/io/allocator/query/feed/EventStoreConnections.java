package io.allocator.query.feed;

import com.zaxxer.hikari.HikariDataSource;
import io.allocator.query.connections.DedicatedConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Connections to the event store, which may be in another database than the read model. Not a DataSource bean: there
 * is one DataSource in the application, and neither JPA nor the health of this side should find a second.
 */
final class EventStoreConnections implements ConnectionProvider, AutoCloseable {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);
    private static final String CONNECT_SECONDS = "3";
    /** A statement reads one page; a server that is silent for this long is away. */
    private static final String SOCKET_SECONDS = "30";
    private static final int POOL_SIZE = 4;

    private final HikariDataSource pool;
    private final DedicatedConnections dedicated;

    EventStoreConnections(EventStoreProperties properties, JdbcConnectionDetails readModel) {
        var url = Objects.requireNonNullElseGet(properties.url(), readModel::getJdbcUrl);
        var username = properties.username() == null ? readModel.getUsername() : properties.username();
        var password = properties.username() == null ? readModel.getPassword() : properties.password();
        dedicated = new DedicatedConnections(url, username, password);
        pool = new HikariDataSource();
        pool.setPoolName("event-store");
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        // the event store may be away when this side starts
        pool.setInitializationFailTimeout(-1);
        // the role may be able to do more; this session is not
        pool.setConnectionInitSql("SET default_transaction_read_only = on");
        pool.addDataSourceProperty("ApplicationName", "allocator-event-feed");
        pool.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
        pool.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        pool.addDataSourceProperty("tcpKeepAlive", "true");
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.getConnection();
    }

    /** A connection outside of the pool, to be kept open for notifications. */
    Connection openDedicated() throws SQLException {
        return dedicated.open("allocator-wake-up");
    }

    @Override
    public void close() {
        pool.close();
    }
}
