package io.allocator.command.dispatch;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Looks whether the database is back. On a connection of its own: the pool tries again at intervals that grow to
 * seconds as long as somebody waits for a connection.
 */
@Component
class DatabaseProbe {

    private static final String SECONDS = "2";

    private final JdbcConnectionDetails database;

    DatabaseProbe(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** Whether it can be written to, as far as one can tell without writing. */
    boolean isBack() {
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), login());
                var statement = connection.createStatement()) {
            // a standby, or a server that does not follow yet, is not it
            statement.execute("SELECT pg_current_xact_id()");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private Properties login() {
        var login = new Properties();
        set(login, "user", database.getUsername());
        set(login, "password", database.getPassword());
        set(login, "connectTimeout", SECONDS);
        set(login, "loginTimeout", SECONDS);
        set(login, "socketTimeout", SECONDS);
        return login;
    }

    private static void set(Properties login, String key, @Nullable String value) {
        if (value != null) {
            login.setProperty(key, value);
        }
    }
}
