package io.allocator.query.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;

class ChangesIT {

    private static final Database DATABASE = Database.withEventStore();
    private static final WriteSide WRITER = new WriteSide(DATABASE);
    private static QuerySideProgram program;

    @BeforeAll
    static void start() {
        program = new QuerySideProgram(DATABASE);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aChangeIsToldOnceTheViewsShowIt() throws Exception {
        try (var client = new ChangesClient(program.root(), "?sku=TOLD", null)) {
            client.next();
            WRITER.append(new BatchAddedEvent("TOLD", "told", 10, null),
                    new LineAllocatedEvent("TOLD", "told-order", "1", 4, "told", null));

            JSONAssert.assertEquals("""
                    {"n":0,"type":"BatchAdded","sku":"TOLD","actor":"test","data":{"ref":"told","qty":10,"eta":null},
                     "text":"Batch told of 10 units was added, in the warehouse"}""",
                    client.nextChange().toString(), false);
            JSONAssert.assertEquals(
                    """
                            {"n":1,"type":"LineAllocated","data":{"orderid":"told-order","lineid":"1","qty":4,"batchref":"told"}}""",
                    client.nextChange().toString(), false);
            assertThat(program.get("allocations", "told-order").statusCode()).isEqualTo(200);
            assertThat(program.get("batches", "told").body()).contains("\"allocated\":4");
            assertThat(program.get("products", "TOLD").body()).contains("\"allocated\":4");
        }
    }

    /** Whoever asks only whether there are any is answered at once, and takes nobody's place. */
    @Test
    @Timeout(90)
    void aHeadIsAnsweredAndOver() throws Exception {
        for (var i = 0; i < 3; i++) {
            assertThat(program.head("/changes").headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
        }

        // those of other tests are missed when they are to be told something
        await().atMost(Duration.ofSeconds(40))
                .until(() -> program.getRaw("/actuator/metrics/allocator.changes.clients").body()
                        .contains("\"value\":0.0"));
    }

    /** What a client does not want to know of moves it on, too: when it comes again it does not begin so far behind. */
    @Test
    @Timeout(60)
    void whoHearsOfNothingWhileOthersDoIsToldWhereItIs() throws Exception {
        var over = new AtomicBoolean();
        try (var client = new ChangesClient(program.root(), "?sku=QUIET", null)) {
            var first = client.next().id();
            var others = CompletableFuture.runAsync(() -> {
                for (var n = 0; !over.get(); n++) {
                    WRITER.append(new BatchAddedEvent("LOUD", "loud " + n, 1, null));
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            });
            try {
                assertThat(client.next().id()).isNotEqualTo(first);
            } finally {
                over.set(true);
                others.join();
            }
        }
    }

    @Test
    void aClientIsToldOfItsOrderOnly() throws Exception {
        try (var client = new ChangesClient(program.root(), "?orderid=mine", null)) {
            client.next();
            WRITER.append(new BatchAddedEvent("FILTER", "filter", 10, null),
                    new LineAllocatedEvent("FILTER", "other", "1", 1, "filter", null),
                    new LineAllocatedEvent("FILTER", "mine", "1", 2, "filter", null));

            assertThat(client.nextChange().at("/data/orderid").asString()).isEqualTo("mine");
        }
    }

    /** Transactions end in another order than they began, and the client is cut off every few events. */
    @Test
    @Timeout(120)
    void whoeverComesAgainGetsEveryChangeOnceAndInOrder() throws Exception {
        var random = new Random(7);
        var writers = IntStream.range(0, 6).mapToObj(n -> CompletableFuture.runAsync(() -> write("LOAD " + n, 100)))
                .toList();
        var seen = new HashMap<String, List<Long>>();
        String lastId = "0";
        var cuts = 0;
        while (seen.values().stream().mapToInt(List::size).sum() < 600) {
            try (var client = new ChangesClient(program.root(), "", lastId)) {
                for (var left = 1 + random.nextInt(40); left > 0; left--) {
                    var received = client.next();
                    lastId = received.id();
                    note(seen, received.change());
                    if (seen.values().stream().mapToInt(List::size).sum() == 600) {
                        break;
                    }
                }
                cuts++;
            }
        }
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        assertThat(cuts).isGreaterThan(10);
        assertThat(seen).hasSize(6);
        var everyNumber = IntStream.range(0, 100).mapToObj(Long::valueOf).toList();
        assertThat(seen.values()).allSatisfy(numbers -> assertThat(numbers).isEqualTo(everyNumber));
    }

    private static void note(Map<String, List<Long>> seen, @Nullable JsonNode change) {
        if (change != null && change.path("sku").asString().startsWith("LOAD")) {
            seen.computeIfAbsent(change.path("sku").asString(), _ -> new ArrayList<>()).add(change.path("n").asLong());
        }
    }

    /** One at a time, half of them in transactions that stay open for a moment. */
    private static void write(String sku, int count) {
        var random = new Random(sku.hashCode());
        for (var n = 0; n < count; n++) {
            var event = new BatchAddedEvent(sku, sku + " " + n, 1, null);
            if (random.nextBoolean()) {
                WRITER.append(event);
                continue;
            }
            try (var connection = DATABASE.dataSource().getConnection()) {
                WRITER.appendUncommitted(connection, event);
                try (var wait = connection.prepareStatement("SELECT pg_sleep(?)")) {
                    wait.setDouble(1, random.nextDouble() / 50);
                    wait.execute();
                }
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            WRITER.notifyReaders();
        }
    }

    @Test
    void aClientThatTakesNothingHoldsNobodyUp() throws Exception {
        try (var slow = new ChangesClient(program.root(), "?sku=SLOW", null);
                var quick = new ChangesClient(program.root(), "?sku=SLOW", null)) {
            slow.next();
            quick.next();
            // far more than what the sockets between can hold
            var name = "x".repeat(200);
            for (var n = 0; n < 200; n++) {
                var first = n * 100;
                WRITER.append(IntStream.range(first, first + 100)
                        .mapToObj(i -> new BatchAddedEvent("SLOW", name + i, 1, null)).toArray(BatchAddedEvent[]::new));
            }

            for (var n = 0; n < 20_000; n++) {
                assertThat(quick.nextChange().path("n").asInt()).isEqualTo(n);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "5-9", "1-", "99999999999999999999"})
    void anIdThatNobodyGaveIsRefused(String id) throws Exception {
        var answer = program.getWith("/changes", "Last-Event-ID", id);

        assertThat(answer.statusCode()).isEqualTo(400);
        JSONAssert.assertEquals("{\"errors\":[{\"field\":\"Last-Event-ID\"}]}", answer.body(), false);
    }

    @Test
    void theEndOfTheProgramIsNotHeldUp() throws Exception {
        var another = new QuerySideProgram(DATABASE);
        try (var client = new ChangesClient(another.root(), "?sku=NEVER", null)) {
            client.next();
            var begin = System.nanoTime();
            another.close();

            // the grace period for requests is twice as long
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThatThrownBy(client::next).isInstanceOf(IOException.class);
        }
    }
}
