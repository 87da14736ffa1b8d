package io.allocator.system.harness;

import io.allocator.api.event.ProductEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** One or more command sides and a query side, each a process of its own, on one PostgreSQL. */
public final class SeparateSides implements AllocatorSystem {

    private final EmbeddedPostgres postgres;
    private final Map<String, String> environment;
    private final List<ServerProcess> commandSides = new ArrayList<>();
    private final List<ServerProcess> querySides = new ArrayList<>();

    private SeparateSides(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.environment = Map.of("SPRING_DATASOURCE_URL",
                "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()), "SPRING_DATASOURCE_USERNAME",
                "postgres", "SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    /** Starts them all at once on an empty database, and waits until they serve. */
    public static SeparateSides start(int commandSides) {
        return start(commandSides, Map.of(), Map.of());
    }

    /** The same, with settings of the PostgreSQL server and variables for the query side. */
    public static SeparateSides start(int commandSides, Map<String, String> settings, Map<String, String> querySide) {
        SeparateSides sides;
        try {
            var server = EmbeddedPostgres.builder();
            settings.forEach(server::setServerConfig);
            sides = new SeparateSides(server.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var i = 0; i < commandSides; i++) {
            sides.commandSides.add(ServerProcess.start(Program.COMMAND_SIDE, sides.environment));
        }
        var forQuerySide = new HashMap<>(sides.environment);
        forQuerySide.putAll(querySide);
        sides.querySides.add(ServerProcess.start(Program.QUERY_SIDE, forQuerySide));
        try {
            sides.commandSides.forEach(ServerProcess::awaitReady);
            sides.querySides.forEach(ServerProcess::awaitReady);
            return sides;
        } catch (AssertionError e) {
            sides.close();
            throw e;
        }
    }

    @Override
    public AllocatorClient client() {
        return client(0);
    }

    /** The query side. */
    public URI querySide() {
        return querySides.getFirst().uri();
    }

    /** Speaks to one of the command sides, counted from 0, and to the query side. */
    public AllocatorClient client(int commandSide) {
        return new AllocatorClient(commandSides.get(commandSide).uri(), querySides.getFirst().uri());
    }

    /** Kills the first command side where it stands. */
    public void killCommandSide() {
        commandSides.getFirst().close();
    }

    /** Starts another in place of the first command side. */
    public void replaceCommandSide() {
        commandSides.set(0, ServerProcess.start(Program.COMMAND_SIDE, environment).awaitReady());
    }

    /** SIGTERM for all of them, one after the other, and waits for their end. */
    void stop(Duration within) throws InterruptedException {
        for (var side : commandSides) {
            side.stop(within);
        }
        for (var side : querySides) {
            side.stop(within);
        }
    }

    /** Writes a whole past into the empty log, behind the back of the command sides: nothing is to be sent to them. */
    public void fill(List<? extends ProductEvent> events, IntFunction<Instant> times) {
        try (var connection = connection()) {
            EventLog.fill(connection, events, times);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until every view has an event. */
    public void awaitViews(Duration atMost, long globalIndex) {
        ReadSide.eventually(atMost, () -> {
            for (var view : client().get("/operations/views").expect(200).json()) {
                if (view.get("position").asLong() < globalIndex) {
                    throw new AssertionError("Not there yet: " + view);
                }
            }
        });
    }

    /** Lets nobody into the database any more, and ends all sessions. */
    public void databaseGoesAway() {
        execute("ALTER DATABASE postgres ALLOW_CONNECTIONS false");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
    }

    /** Lets sessions in again. */
    public void databaseComesBack() {
        execute("ALTER DATABASE postgres ALLOW_CONNECTIONS true");
    }

    private void execute(String sql) {
        try (var connection = postgres.getDatabase("postgres", "template1").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of a superuser. */
    public Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /** How many events of a type there are in the event store. */
    public long events(String type) {
        try (var connection = connection();
                var statement = connection
                        .prepareStatement("SELECT count(*) FROM event_store.readable_event WHERE event = ?")) {
            statement.setString(1, type);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        commandSides.forEach(ServerProcess::close);
        querySides.forEach(ServerProcess::close);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
