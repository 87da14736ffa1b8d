package io.allocator.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.command.CommandSideNode;
import io.allocator.http.ProblemException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is there, and fails: no disk left, transactions that cannot be serialized, silence, slowness. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DatabaseTroubleIT {

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String[] IMPATIENT = {"--allocator.commands.patience=1s",
            "--allocator.commands.stalled-after=300ms",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=2"};

    private final String database = CommandSideNode.newDatabase();

    /**
     * The server refuses to extend a file with SQLSTATE 53100, and so does a trigger here: a real full disk would need a
     * file system of its own, and takes the whole server down where it is the log that finds no room (see
     * {@link DatabaseAwayIT}).
     */
    @Test
    void while_the_disk_is_full_writes_are_refused_at_once_and_afterwards_they_go_on() {
        try (var node = CommandSideNode.on(database)) {
            Chairs.add(node, 1_000);
            assertThat(Chairs.post(node, "before").statusCode()).isEqualTo(201);
            onInsert(node, "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'");

            for (var n = 0; n < 20; n++) {
                assertRefused(timed(node, "full-" + n), AT_ONCE);
            }
            // who asks again gets the answer that was committed: it needs no room
            await().atMost(SOON).until(() -> Chairs.post(node, "before").statusCode() == 200);

            letInsert(node);
            await().atMost(SOON).until(() -> Chairs.post(node, "full-0").statusCode() == 201);
            assertThat(Chairs.lines(node)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_transaction_that_cannot_be_serialized_is_decided_again_and_nobody_notices(int times) {
        try (var node = CommandSideNode.on(database)) {
            Chairs.add(node, 1_000);
            onInsert(node, """
                    IF nextval('failures') <= %d THEN
                        RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
                    END IF""".formatted(times));

            var answers = together(node, 20);

            assertThat(answers).containsOnly(201);
            assertThat(Chairs.lines(node)).isEqualTo(20);
        }
    }

    @Test
    void transactions_that_can_never_be_serialized_are_refused_within_a_bound() {
        try (var node = CommandSideNode.on(database)) {
            Chairs.add(node, 1_000);
            onInsert(node, "RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'");

            assertRefused(timed(node, "never"), Duration.ofSeconds(2));
            assertThat(together(node, 8)).containsOnly(503);

            letInsert(node);
            await().atMost(SOON).until(() -> Chairs.post(node, "never").statusCode() == 201);
            assertThat(Chairs.lines(node)).isEqualTo(1);
        }
    }

    @Test
    void silence_is_answered_503_and_what_was_under_way_is_done_once() throws Exception {
        try (var wire = new MutableWire(database); var node = CommandSideNode.on(wire.url(), IMPATIENT)) {
            Chairs.add(node, 1_000);
            assertThat(Chairs.post(node, "before").statusCode()).isEqualTo(201);

            wire.mute();
            assertRefused(timed(node, "first"), PATIENCE.plus(AT_ONCE));
            for (var n = 0; n < 10; n++) {
                assertRefused(timed(node, "silent-" + n), AT_ONCE);
            }
            wire.unmute();

            await().atMost(SOON).until(() -> List.of(200, 201).contains(Chairs.post(node, "first").statusCode()));
            await().atMost(SOON).until(() -> Chairs.post(node, "after").statusCode() == 201);
            assertThat(Chairs.post(node, "first").statusCode()).isEqualTo(200);
            assertThat(Chairs.post(node, "before").statusCode()).isEqualTo(200);
            assertThat(linesOf(node, "first")).isEqualTo(1);
        }
    }

    /** As when a firewall has forgotten them: nobody says that they are gone. */
    @Test
    void connections_that_stay_silent_for_ever_are_given_up() throws Exception {
        try (var wire = new MutableWire(database); var node = CommandSideNode.on(wire.url(), IMPATIENT)) {
            Chairs.add(node, 1_000);
            assertThat(Chairs.post(node, "before").statusCode()).isEqualTo(201);

            wire.mute();
            assertRefused(timed(node, "lost"), PATIENCE.plus(AT_ONCE));
            wire.unmuteForNewOnes();

            await().atMost(SOON).until(() -> List.of(200, 201).contains(Chairs.post(node, "lost").statusCode()));
            assertThat(Chairs.post(node, "lost").statusCode()).isEqualTo(200);
            assertThat(linesOf(node, "lost")).isEqualTo(1);
        }
    }

    @Test
    void a_slow_database_is_waited_for_by_who_came_first_and_refused_to_who_comes_meanwhile() throws Exception {
        try (var node = CommandSideNode.on(database, "--allocator.commands.patience=10s",
                "--allocator.commands.stalled-after=300ms")) {
            Chairs.add(node, 1_000);
            onInsert(node, "PERFORM pg_sleep(1.5)");

            var slow = CompletableFuture.supplyAsync(() -> Chairs.post(node, "slow").statusCode());
            await().atMost(SOON).until(() -> sleeping(node) == 1);
            // once it has been going on for long, nobody is let in any more
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> isRefusedNow(node));
            assertRefused(timed(node, "meanwhile"), AT_ONCE);
            assertThat(slow.join()).isEqualTo(201);

            letInsert(node);
            assertThat(Chairs.post(node, "slow").statusCode()).isEqualTo(200);
            assertThat(Chairs.post(node, "meanwhile").statusCode()).isEqualTo(201);
            assertThat(Chairs.lines(node)).isEqualTo(2);
        }
    }

    private record Timed(HttpResponse<String> answer, Duration took) {}

    private static Timed timed(CommandSideNode node, String order) {
        var start = System.nanoTime();
        var answer = Chairs.post(node, order);
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }

    private static void assertRefused(Timed timed, Duration within) {
        assertThat(timed.answer().statusCode()).isEqualTo(503);
        assertThat(timed.answer().headers().firstValue("Retry-After")).isPresent();
        assertThat(timed.answer().body()).contains("urn:allocator:unavailable");
        assertThat(timed.took()).isLessThan(within);
    }

    private static boolean isRefusedNow(CommandSideNode node) {
        try {
            node.part(GroupCommit.class).ensureAccepting();
            return false;
        } catch (ProblemException e) {
            return true;
        }
    }

    private static List<Integer> together(CommandSideNode node, int requests) {
        return IntStream.range(0, requests).mapToObj(n -> "together-" + n)
                .map(order -> CompletableFuture.supplyAsync(() -> Chairs.post(node, order).statusCode(),
                        task -> Thread.ofVirtual().start(task)))
                .toList().stream().map(CompletableFuture::join).toList();
    }

    /** Runs PL/pgSQL before each event that is appended. */
    private static void onInsert(CommandSideNode node, String statement) {
        node.sql().sql("CREATE SEQUENCE failures").update();
        node.sql().sql("""
                CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN %s; RETURN NEW; END $$""".formatted(statement)).update();
        node.sql().sql("""
                CREATE TRIGGER trouble BEFORE INSERT ON event_store.domain_event
                FOR EACH ROW EXECUTE FUNCTION trouble()""").update();
    }

    private static void letInsert(CommandSideNode node) {
        node.sql().sql("DROP TRIGGER trouble ON event_store.domain_event").update();
    }

    private static long sleeping(CommandSideNode node) {
        return node.sql().sql("""
                SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()""")
                .query(Long.class).single();
    }

    private static long linesOf(CommandSideNode node, String order) {
        return node.sql().sql("""
                SELECT count(*) FROM event_store.domain_event WHERE payload_type LIKE '%LineAllocated%'
                AND payload::jsonb ->> 'orderId' = ?""").param(order).query(Long.class).single();
    }
}
