package io.allocator.query.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh database, in a PostgreSQL that all tests of a JVM share. */
public final class Database {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** The write side's migration, read from its sources: this module does not depend on the write side. */
    private static final String EVENT_STORE_MIGRATION = "filesystem:"
            + Path.of(System.getProperty("basedir", "."), "../command-side/src/main/resources/db/event-store");

    private final String name = "test_" + COUNT.incrementAndGet();

    /** Creates it, empty. */
    public Database() {
        server().sql("CREATE DATABASE " + name).update();
    }

    /** Creates it, with the write side's tables. */
    public static Database withEventStore() {
        var database = new Database();
        database.createEventStore();
        return database;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings in the write side's tables. */
    public void createEventStore() {
        Flyway.configure().dataSource(dataSource()).schemas("event_store").locations(EVENT_STORE_MIGRATION).load()
                .migrate();
    }

    /** Its address, for a superuser. */
    public String url() {
        return url("postgres");
    }

    /** Its address, for a role; passwords are not asked for. */
    public String url(String role) {
        return SERVER.getJdbcUrl(role, name);
    }

    /** Connections of a superuser, each made anew. */
    public DataSource dataSource() {
        return SERVER.getDatabase("postgres", name);
    }

    /** SQL of a superuser. */
    public JdbcClient sql() {
        return JdbcClient.create(dataSource());
    }

    /** Ends every session of the given application name, from outside. */
    public int terminate(String applicationName) {
        return server().sql("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = ? AND application_name LIKE ?""").params(name, applicationName).query(Integer.class)
                .single();
    }

    /** Lets nobody in any more, and ends all sessions. */
    public void goAway() {
        server().sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false").update();
        terminate("%");
    }

    /** Lets sessions in again. */
    public void comeBack() {
        server().sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true").update();
    }

    private static JdbcClient server() {
        return JdbcClient.create(SERVER.getPostgresDatabase());
    }
}
