package io.allocator.system.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL as it is in production, that may be stopped, killed and started again on the same files and port. Unlike the
 * embedded one of the tests it waits for the disk at each commit; what was answered must outlive it.
 */
public final class PostgresServer implements AutoCloseable {

    private final Path data;
    private final Path pgCtl;
    private final int port;
    private final Thread atExit;

    private PostgresServer(Path data, Path pgCtl, int port) {
        this.data = data;
        this.pgCtl = pgCtl;
        this.port = port;
        this.atExit = new Thread(() -> Postmaster.in(data).ifPresent(Postmaster::kill));
    }

    /** Starts one on an empty database. */
    public static PostgresServer start() {
        try {
            var data = Files.createTempDirectory(ProjectFiles.output("data"), "postgres-");
            PostgresServer server;
            // makes the files, and knows where the programs are
            try (var embedded = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(ProjectFiles.output("postgres").toFile()).start()) {
                var program = Postmaster.in(data).orElseThrow().family().getFirst().info().command().orElseThrow();
                server = new PostgresServer(data, Path.of(program).resolveSibling("pg_ctl"), embedded.getPort());
            }
            Runtime.getRuntime().addShutdownHook(server.atExit);
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, and waits until it serves. */
    public void startAgain() {
        run("start", "-l", data.resolveSibling(data.getFileName() + ".log").toString(), "-o",
                "-p %d -c max_connections=200 -c timezone=UTC".formatted(port));
    }

    /**
     * Stops it, and waits for the end.
     *
     * @param mode of {@code pg_ctl}: {@code fast} ends what is under way in order, {@code immediate} does not
     */
    public void stop(String mode) {
        run("stop", "-m", mode);
    }

    /** SIGKILL for the postmaster and all that it has started. */
    public void kill() {
        Postmaster.in(data).orElseThrow().kill();
    }

    /** Whether it is there. */
    public boolean isRunning() {
        return Postmaster.in(data).isPresent();
    }

    private void run(String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(pgCtl.toString(), "-D", data.toString(), "--wait"));
        command.addAll(List.of(arguments));
        var output = ProjectFiles.output("postgres").resolve("pg_ctl.log").toFile();
        try {
            var code = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output)).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("%s failed, see %s".formatted(command, output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + command, e);
        }
    }

    /** Where programs find it. */
    public String url() {
        return "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port);
    }

    /** A connection of the superuser, which transactions' time limits do not concern. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "&ApplicationName=system-tests");
    }

    /** Runs a statement by itself. */
    public void execute(String sql, Object... parameters) {
        try (var connection = connect(); var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first number of the first row. */
    public long number(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        Postmaster.in(data).ifPresent(Postmaster::kill);
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (Stream<Path> paths = Files.walk(data)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
