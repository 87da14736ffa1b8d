package io.allocator.command;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A command side as it runs, in this JVM, on a real PostgreSQL. */
public final class CommandSideNode implements AutoCloseable {

    private static final EmbeddedPostgres POSTGRES = start();

    private final ConfigurableApplicationContext context;

    private CommandSideNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a database that nobody has used. */
    public static String newDatabase() {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return POSTGRES.getJdbcUrl("postgres", name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a node on the database of this URL. */
    public static CommandSideNode on(String url, String... settings) {
        return new CommandSideNode(SpringApplication.run(CommandSideApplication.class, arguments(url, settings)));
    }

    /** Starts a node on the database of this URL, with further beans. */
    public static CommandSideNode with(Class<?> configuration, String url) {
        return new CommandSideNode(SpringApplication.run(new Class<?>[]{CommandSideApplication.class, configuration},
                arguments(url)));
    }

    private static String[] arguments(String url, String... settings) {
        return Stream.concat(Stream.of("--server.port=0", "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres", "--spring.datasource.hikari.maximum-pool-size=8"),
                Stream.of(settings)).toArray(String[]::new);
    }

    /** The URL of its database. */
    public String database() {
        return context.getEnvironment().getRequiredProperty("spring.datasource.url");
    }

    /** One of the node's parts. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Statements on the node's database. */
    public JdbcClient sql() {
        return JdbcClient.create(context.getBean("dataSource", DataSource.class));
    }

    /** Where it listens. */
    public String url(String path) {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    @Override
    public void close() {
        context.close();
    }
}
