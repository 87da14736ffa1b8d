package io.allocator.query.connections;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * Connections outside of any pool: each stays with whoever opens it, until he closes it.
 *
 * @param url of the database
 * @param username as whom; {@code null} for what the URL or the driver says
 * @param password of that one; {@code null} for none, or what the URL says
 */
public record DedicatedConnections(String url, @Nullable String username, @Nullable String password) {

    private static final String CONNECT_SECONDS = "3";

    /** Opens one that waits for answers as long as it takes. */
    public Connection open(String name) throws SQLException {
        return open(name, Duration.ZERO);
    }

    /**
     * Opens one.
     *
     * @param name by which the database knows it
     * @param silence after so many seconds without an answer, the server is taken to be away; zero for never
     */
    public Connection open(String name, Duration silence) throws SQLException {
        var settings = new Properties();
        if (username != null) {
            PGProperty.USER.set(settings, username);
        }
        if (password != null) {
            PGProperty.PASSWORD.set(settings, password);
        }
        PGProperty.APPLICATION_NAME.set(settings, name);
        PGProperty.CONNECT_TIMEOUT.set(settings, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(settings, Math.toIntExact(silence.toSeconds()));
        PGProperty.TCP_KEEP_ALIVE.set(settings, true);
        return DriverManager.getConnection(url, settings);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "connections to " + url;
    }
}
