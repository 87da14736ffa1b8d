package io.allocator.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both sides can rely on in the embedded PostgreSQL. */
class EmbeddedDatabaseIT {

    @TempDir
    Path data;

    @Test
    void whatIsCommittedIsOnDisk() throws SQLException {
        try (var database = EmbeddedDatabase.start(data, 0); var connection = connect(database)) {
            assertThat(settings(connection, "fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                    .containsOnlyKeys("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
                    .allSatisfy((name, value) -> assertThat(value).isEqualTo("on"));
        }
    }

    @Test
    void namesAreSortedAndTimesAreTakenAlikeOnEveryMachine() throws SQLException {
        try (var database = EmbeddedDatabase.start(data, 0); var connection = connect(database)) {
            assertThat(query(connection, "SELECT datcollate FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("C");
            assertThat(settings(connection, "server_encoding")).containsEntry("server_encoding", "UTF8");
            assertThat(query(connection, "SELECT reset_val FROM pg_settings WHERE name = 'log_timezone'"))
                    .isEqualTo("UTC");
        }
    }

    @Test
    void onlyThisMachineWithAPasswordCanConnect() throws SQLException {
        try (var database = EmbeddedDatabase.start(data, 0); var connection = connect(database)) {
            assertThat(settings(connection, "listen_addresses")).containsEntry("listen_addresses", "127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "guessed"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keepsWhatItWasToldOverARestart() throws SQLException {
        try (var database = EmbeddedDatabase.start(data, 0)) {
            execute(database, database.username(), "CREATE TABLE event_store.kept AS SELECT 42 AS answer");
        }
        try (var database = EmbeddedDatabase.start(data, 0); var connection = connect(database)) {
            assertThat(query(connection, "SELECT answer FROM event_store.kept")).isEqualTo("42");
        }
    }

    @Test
    void theFeedMayReadEventsInTablesMadeLaterAndChangeNothing() throws SQLException {
        try (var database = EmbeddedDatabase.start(data, 0)) {
            execute(database, database.username(), "CREATE TABLE event_store.later AS SELECT 1 AS n");
            execute(database, database.readerUsername(), "SELECT n FROM event_store.later");
            assertThatThrownBy(() -> execute(database, database.readerUsername(),
                    "START TRANSACTION READ WRITE; DELETE FROM event_store.later"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(database, database.readerUsername(), "CREATE TEMPORARY TABLE own (n int)"))
                    .hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void bothSidesCanMakeTheirTablesWithTheOnePool() throws SQLException {
        try (var database = EmbeddedDatabase.start(data, 0)) {
            execute(database, database.username(),
                    "CREATE TABLE event_store.a (n int); CREATE TABLE read_model.b (n int)");
            execute(database, database.username(), "DROP TABLE event_store.a; DROP TABLE read_model.b");
        }
    }

    @Test
    void listensOnThePortThatWasAskedFor() throws SQLException {
        int port;
        try (var database = EmbeddedDatabase.start(data, 0)) {
            port = Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
        }
        try (var database = EmbeddedDatabase.start(data, port)) {
            assertThat(database.url()).isEqualTo("jdbc:postgresql://127.0.0.1:" + port + "/allocator");
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    private static void execute(EmbeddedDatabase database, String user, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), user, database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> settings(Connection connection, String... names) throws SQLException {
        var settings = new TreeMap<String, String>();
        for (var name : names) {
            settings.put(name, query(connection, "SHOW " + name));
        }
        return settings;
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
