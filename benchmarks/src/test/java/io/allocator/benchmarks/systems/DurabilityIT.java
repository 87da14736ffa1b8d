package io.allocator.benchmarks.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allocator.benchmarks.floor.FloorApplication;
import io.allocator.command.CommandSideApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No figure is got by answering before the commit, or by a commit that does not wait for the disk. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DurabilityIT {

    /** Runs in the commit itself, after the last statement, and waits there for whoever has the lock. */
    private static final String WAIT_IN_COMMIT = """
            CREATE FUNCTION wait_in_commit() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER wait_in_commit AFTER INSERT ON event_store.domain_event
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_in_commit();
            """;
    private static final long NO_ANSWER_FOR_MILLIS = 1_000;
    private static final String HELD_BACK = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'";

    @TempDir
    private Path directory;

    private static List<Arguments> an_allocation_is_not_answered_before_it_is_committed() {
        return List.of(Arguments.of(CommandSideApplication.class, "application"),
                Arguments.of(FloorApplication.class, "floor"));
    }

    @ParameterizedTest
    @MethodSource
    void an_allocation_is_not_answered_before_it_is_committed(Class<?> program, String configuration)
            throws Exception {
        try (var postgres = DurablePostgres.start(directory.resolve("postgres"));
                var running = start(program, postgres.create("durability"), configuration)) {
            var sql = postgres.sql("durability");
            assertThat(post(running, "/batches", "{\"ref\":\"b\",\"sku\":\"CHAIR\",\"qty\":10}").get(30,
                    TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            sql.sql(WAIT_IN_COMMIT).update();

            CompletableFuture<HttpResponse<String>> answer;
            try (var holder = postgres.connect("durability")) {
                lock(holder);
                answer = post(running, "/allocations", "{\"orderid\":\"o\",\"sku\":\"CHAIR\",\"qty\":1}");
                awaitHeldBack(sql);
                assertThatThrownBy(() -> answer.get(NO_ANSWER_FOR_MILLIS, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
                assertThat(events(sql)).isZero();
            }

            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(events(sql)).isOne();
        }
    }

    @Test
    void what_is_committed_is_on_disk() throws IOException {
        try (var postgres = DurablePostgres.start(directory.resolve("postgres"))) {
            assertThat(postgres.settings()).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
        }
    }

    private static ConfigurableApplicationContext start(Class<?> program, String url, String configuration) {
        return SpringApplication.run(program, "--spring.config.name=" + configuration, "--server.port=0",
                "--logging.level.root=warn", "--spring.datasource.url=" + url, "--spring.datasource.username=postgres");
    }

    private static CompletableFuture<HttpResponse<String>> post(ConfigurableApplicationContext program, String path,
            String body) {
        var uri = URI.create("http://localhost:" + program.getEnvironment().getProperty("local.server.port") + path);
        return HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private static void lock(Connection holder) throws SQLException {
        try (var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
        }
    }

    private static void awaitHeldBack(JdbcClient sql) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (sql.sql(HELD_BACK).query(Long.class).single() == 0) {
            assertThat(System.nanoTime()).as("the commit is held back in time").isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static long events(JdbcClient sql) {
        return sql.sql("SELECT count(*) FROM event_store.domain_event WHERE payload LIKE '%\"o\"%'").query(Long.class)
                .single();
    }
}
