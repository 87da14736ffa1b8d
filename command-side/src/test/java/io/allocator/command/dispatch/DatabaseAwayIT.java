package io.allocator.command.dispatch;

import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.command.CommandSideNode;
import io.allocator.command.RestartablePostgres;
import io.allocator.http.ProblemException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered while the database is away, hangs, or cuts connections; and after that. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DatabaseAwayIT {

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    /** Who is the first to ask after the database went. */
    private static final Duration FOUND_OUT = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final String[] IMPATIENT = {"--allocator.commands.patience=1s",
            "--allocator.commands.stalled-after=300ms", "--allocator.commands.waiting=20"};

    @TempDir
    private Path data;
    private RestartablePostgres postgres;

    @BeforeEach
    void aDatabase() throws IOException {
        postgres = new RestartablePostgres(data);
        postgres.start();
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void writes_are_refused_at_once_while_it_is_away_and_go_on_soon_after() throws Exception {
        try (var node = CommandSideNode.on(postgres.url())) {
            Chairs.add(node, 1_000);
            assertThat(Chairs.post(node, "before").statusCode()).isEqualTo(201);

            postgres.stop();
            // the worst case: with a connection at hand one sees at once that it is dead
            node.part(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            var asked = System.nanoTime();
            assertThat(Chairs.post(node, "first").statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(FOUND_OUT);
            for (var n = 0; n < 20; n++) {
                var start = System.nanoTime();
                var answer = Chairs.post(node, "away-" + n);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("urn:allocator:unavailable");
            }

            postgres.start();
            await().atMost(SOON).until(() -> Chairs.post(node, "after").statusCode() == 201);
            assertThat(Chairs.post(node, "before").statusCode()).isEqualTo(200);
            assertThat(Chairs.lines(node)).isEqualTo(2);
        }
    }

    @Test
    void a_program_that_is_started_before_its_database_waits_for_it() throws Exception {
        postgres.stop();
        var starting = CompletableFuture.supplyAsync(() -> CommandSideNode.on(postgres.url()));
        // long enough that a first try has failed
        assertThatThrownBy(() -> starting.get(3, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);

        postgres.start();

        try (var node = starting.join()) {
            Chairs.add(node, 1);
            assertThat(Chairs.post(node, "o1").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void connections_that_are_killed_cost_no_line_and_double_none() throws Exception {
        try (var node = CommandSideNode.on(postgres.url())) {
            Chairs.add(node, 1_000_000);
            var killer = CompletableFuture.runAsync(this::killConnectionsSometimes);
            var lines = 0;
            do {
                var order = "killed-" + lines++;
                await().ignoreExceptionsInstanceOf(ProblemException.class).pollInterval(Duration.ofMillis(20))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> allocate(node, order), DatabaseAwayIT::isAllocated);
            } while (!killer.isDone());
            killer.join();

            await().atMost(SOON).until(() -> Chairs.post(node, "killed-0").statusCode() == 200);
            assertThat(Chairs.lines(node)).isEqualTo(lines);
        }
    }

    @Test
    void a_commit_that_is_stuck_is_answered_503_and_not_done_twice() throws Exception {
        try (var node = CommandSideNode.on(postgres.url(), IMPATIENT)) {
            Chairs.add(node, 10);
            try (var holder = DriverManager.getConnection(postgres.url()); var statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("LOCK TABLE event_store.domain_event IN EXCLUSIVE MODE");
                assertThat(Chairs.post(node, "stuck").statusCode()).isEqualTo(503);

                var start = System.nanoTime();
                assertThat(Chairs.post(node, "behind").statusCode()).isEqualTo(503);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
                holder.rollback();
            }

            await().atMost(SOON).until(() -> Chairs.post(node, "stuck").statusCode() == 200);
            await().atMost(SOON).until(() -> Chairs.post(node, "behind").statusCode() == 201);
            assertThat(Chairs.lines(node)).isEqualTo(2);
        }
    }

    @Test
    void past_the_bound_of_waiting_commands_one_is_refused_at_once() throws Exception {
        try (var node = CommandSideNode.on(postgres.url(), "--allocator.commands.waiting=20")) {
            Chairs.add(node, 100);
            try (var holder = DriverManager.getConnection(postgres.url()); var statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("LOCK TABLE event_store.domain_event IN EXCLUSIVE MODE");
                var one = node.part(ProductGateway.class).sendInTurn(command("blocks"), "tester");
                await().until(() -> blocked(node) == 1);
                var accepted = IntStream.range(0, 20)
                        .mapToObj(n -> node.part(ProductGateway.class).sendInTurn(command("waits-" + n), "tester"))
                        .toList();

                assertThatThrownBy(() -> allocate(node, "one-too-many")).isInstanceOf(ProblemException.class)
                        .hasMessageContaining("Too many requests");

                holder.rollback();
                assertThat(one.join().outcome()).matches(DatabaseAwayIT::isAllocated);
                accepted.forEach(answer -> assertThat(answer.join().outcome()).matches(DatabaseAwayIT::isAllocated));
            }
            assertThat(Chairs.lines(node)).isEqualTo(21);
        }
    }

    @Test
    void what_was_accepted_is_finished_when_the_program_is_stopped() throws Exception {
        var node = CommandSideNode.on(postgres.url());
        Chairs.add(node, 100);
        try (var holder = DriverManager.getConnection(postgres.url()); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE event_store.domain_event IN EXCLUSIVE MODE");
            var one = node.part(ProductGateway.class).sendInTurn(command("blocks"), "tester");
            await().until(() -> blocked(node) == 1);
            var requests = IntStream.range(0, 20).mapToObj(n -> "accepted-" + n)
                    .map(order -> CompletableFuture.supplyAsync(() -> Chairs.post(node, order).statusCode(),
                            task -> Thread.ofVirtual().start(task)))
                    .toList();
            await().until(() -> node.part(GroupCommit.class).waiting() == 20);
            var stopping = CompletableFuture.runAsync(node::close);
            await().until(() -> refusesConnections(node));
            holder.rollback();
            stopping.join();

            assertThat(one.join().outcome()).matches(DatabaseAwayIT::isAllocated);
            assertThat(requests).allSatisfy(request -> assertThat(request.join()).isEqualTo(201));
            try (var rows = statement.executeQuery("SELECT count(*) FROM event_store.readable_event"
                    + " WHERE event = 'LineAllocated'")) {
                rows.next();
                assertThat(rows.getLong(1)).isEqualTo(21);
            }
        }
    }

    private void killConnectionsSometimes() {
        try (var connection = DriverManager.getConnection(postgres.url());
                var statement = connection.createStatement()) {
            for (var n = 0; n < 8; n++) {
                statement.execute("SELECT pg_sleep(0.7)");
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AllocateOutcome allocate(CommandSideNode node, String order) {
        return node.part(ProductGateway.class).send(command(order), "tester").outcome();
    }

    private static AllocateCommand command(String order) {
        return new AllocateCommand(Chairs.SKU, order, "1", 1, REJECT);
    }

    private static boolean isAllocated(AllocateOutcome outcome) {
        return outcome instanceof AllocateOutcome.Allocated || outcome instanceof AllocateOutcome.AlreadyAllocated;
    }

    private static boolean refusesConnections(CommandSideNode node) {
        try (var _ = new Socket("localhost", URI.create(node.url("/")).getPort())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static long blocked(CommandSideNode node) {
        return node.sql()
                .sql("SELECT count(*) FROM pg_locks WHERE relation = 'event_store.domain_event'::regclass AND NOT granted")
                .query(Long.class).single();
    }
}
