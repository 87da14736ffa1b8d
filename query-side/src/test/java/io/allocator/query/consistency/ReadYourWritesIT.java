package io.allocator.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.http.ConsistencyToken;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;

/** A read with a token. The write side tells nobody of its events here, and the reader looks for them only now and then. */
class ReadYourWritesIT {

    private static final Database DATABASE = Database.withEventStore();
    private static final WriteSide WRITER = new WriteSide(DATABASE);
    private static QuerySideProgram program;

    @BeforeAll
    static void start() {
        program = new QuerySideProgram(DATABASE, "allocator.event-store.fallback-interval=700ms");
        // its processors have begun by then
        WRITER.append(new BatchAddedEvent("FIRST", "first", 10, null));
        await().atMost(Duration.ofSeconds(20)).until(() -> program.get("batches", "first").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void isAnsweredFromAStateThatIncludesTheWrite() {
        for (var n = 0; n < 5; n++) {
            WRITER.appendQuietly(new BatchAddedEvent("CHAIR", "batch " + n, 10, null));

            var answer = get("/products/CHAIR", new ConsistencyToken.OfProduct(n, "CHAIR"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"batch " + n + "\"");
        }
    }

    @Test
    void isAnsweredFromAStateThatIncludesAllThatTheLogHeldThen() {
        WRITER.appendQuietly(new BatchAddedEvent("LAMP", "lamp", 10, null));
        var last = DATABASE.sql().sql("SELECT max(global_index) FROM event_store.domain_event").query(Long.class)
                .single();

        assertThat(get("/batches/lamp", new ConsistencyToken.OfLog(last)).statusCode()).isEqualTo(200);
    }

    @Test
    void isRefusedWhenTheWriteCannotBeSeenInTime() throws Exception {
        var answer = get("/overview", new ConsistencyToken.OfProduct(7, "NEVER ADDED"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        JSONAssert.assertEquals("{\"type\":\"urn:allocator:stale-read\",\"status\":503}", answer.body(), false);
    }

    /** The token stands for an entry that is seen, but an earlier one of the same import fills a gap only later. */
    @Test
    void isNotAnsweredWhileAnEarlierEntryIsMissing() throws Exception {
        try (var slow = DATABASE.dataSource().getConnection()) {
            WRITER.appendUncommitted(slow, new BatchAddedEvent("SLOW", "slow", 10, null));
            WRITER.append(new BatchAddedEvent("FAST", "fast", 10, null));
            await().atMost(Duration.ofSeconds(20)).until(() -> program.get("batches", "fast").statusCode() == 200);

            var read = CompletableFuture
                    .supplyAsync(() -> get("/batches/slow", new ConsistencyToken.OfProduct(0, "SLOW")));
            slow.commit();

            assertThat(read.join().statusCode()).isIn(200, 503).isNotEqualTo(404);
            assertThat(get("/batches/slow", new ConsistencyToken.OfProduct(0, "SLOW")).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "cCAxIHg=", "IA", "eCAxIHg", "cCB4IHg", "cCAxIABh"})
    void aTokenThatNobodyGaveIsRefused(String token) throws Exception {
        var answer = program.getWith("/overview", ConsistencyToken.HEADER, token);

        assertThat(answer.statusCode()).isEqualTo(400);
        JSONAssert.assertEquals("{\"errors\":[{\"field\":\"Consistency-Token\"}]}", answer.body(), false);
    }

    private static HttpResponse<String> get(String path, ConsistencyToken token) {
        return program.getWith(path, ConsistencyToken.HEADER, token.encoded());
    }
}
