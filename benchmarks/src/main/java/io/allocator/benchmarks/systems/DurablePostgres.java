package io.allocator.benchmarks.systems;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL with the settings that the standalone program gives its own: what is committed is on disk. The launcher's
 * defaults are for tests, and would not wait for the disk.
 */
public final class DurablePostgres implements AutoCloseable {

    private static final List<String> SHOWN = List.of("server_version", "fsync", "synchronous_commit",
            "full_page_writes", "wal_sync_method", "shared_buffers", "max_wal_size", "max_connections");
    private static final String ADMIN = "postgres";

    private final EmbeddedPostgres postgres;
    private final Path directory;
    private final JdbcClient admin;

    private DurablePostgres(EmbeddedPostgres postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
        this.admin = JdbcClient.create(postgres.getPostgresDatabase());
    }

    /**
     * Starts a new one.
     *
     * @param directory for its files, on the disk that is to be measured
     */
    public static DurablePostgres start(Path directory) throws IOException {
        var postgres = new DurablePostgres(EmbeddedPostgres.builder().setDataDirectory(directory)
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // More than standalone's 100: several programs at once.
                .setServerConfig("max_connections", "200")
                .setServerConfig("log_checkpoints", "off")
                .setLocaleConfig("locale", "C").setLocaleConfig("encoding", "UTF8")
                .start(), directory);
        var settings = postgres.settings();
        if (!"on".equals(settings.get("fsync")) || !"on".equals(settings.get("synchronous_commit"))) {
            throw new IllegalStateException("What is committed would not be on disk: " + settings);
        }
        return postgres;
    }

    /** What the server says of itself. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        SHOWN.forEach(name -> settings.put(name,
                admin.sql("SELECT current_setting(?)").param(name).query(String.class).single()));
        return settings;
    }

    /** Makes a database and gives its URL. */
    public String create(String database) {
        admin.sql("CREATE DATABASE \"" + database + "\"").update();
        return url(database);
    }

    /** The URL of a database, for the user {@code postgres}. */
    public String url(String database) {
        return postgres.getJdbcUrl(ADMIN, database);
    }

    /** Statements in a database. */
    public JdbcClient sql(String database) {
        return JdbcClient.create(postgres.getDatabase(ADMIN, database));
    }

    /** A connection to a database, for who needs to hold one. */
    public Connection connect(String database) throws SQLException {
        return postgres.getDatabase(ADMIN, database).getConnection();
    }

    /** Writes out what earlier work has left in memory, so that it is no load on what comes next. */
    public void checkpoint() {
        admin.sql("CHECKPOINT").update();
    }

    /** Processor time of the server and all of its processes, those that have ended included. */
    public double cpuSeconds() throws IOException {
        return ProcessFigures.cpuSecondsOfTree(postmaster());
    }

    private ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
