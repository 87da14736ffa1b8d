package io.allocator.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.query.QuerySideApplication;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.LawfulLife;
import io.allocator.query.testing.PlainFold;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audits of a program that runs. */
class AuditIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    /** What a view takes while a rebuilt one takes its place; an audit waits for it before it compares. */
    private static final long SWITCH = 0x646c697562657274L;

    /** A row changed, a row lost, and a row too many, in every table of every view. */
    private static final List<String> DAMAGE = List.of(
            "UPDATE read_model.batch SET allocated = allocated + 1 WHERE reference = 'batch 1'",
            "DELETE FROM read_model.batch WHERE reference = 'batch 2'",
            "INSERT INTO read_model.batch (reference, sku, added, purchased) VALUES ('none', 'SKU 1', 0, 1)",
            "UPDATE read_model.batch_eta SET eta = '1999-01-01' WHERE reference = 'batch 1'",
            "DELETE FROM read_model.batch_eta WHERE reference = 'batch 2'",
            "INSERT INTO read_model.batch_eta (reference) VALUES ('none')",
            "UPDATE read_model.product SET shipped = shipped + 1 WHERE sku = 'SKU 1'",
            "DELETE FROM read_model.product WHERE sku = 'SKU 2'",
            "INSERT INTO read_model.product (sku) VALUES ('none')",
            "UPDATE read_model.totals SET lines_shipped = lines_shipped + 1",
            "UPDATE read_model.history SET actor = NULL WHERE sku = 'SKU 1' AND n = 0",
            "DELETE FROM read_model.history WHERE sku = 'SKU 2' AND n = 0",
            "INSERT INTO read_model.history (sku, n, global_index, at, type) VALUES ('none', 0, 1, now(), 'BatchAdded')",
            "UPDATE read_model.activity SET moved = moved + 1 WHERE minute = (SELECT min(minute) FROM read_model.activity)",
            "INSERT INTO read_model.activity (minute) VALUES ('1999-01-01')",
            """
                    UPDATE read_model.allocation SET accepted = accepted + 1
                    WHERE id = (SELECT id FROM read_model.allocation ORDER BY id LIMIT 1)""",
            "DELETE FROM read_model.allocation WHERE id = (SELECT id FROM read_model.allocation ORDER BY id DESC LIMIT 1)",
            """
                    INSERT INTO read_model.allocation (id, order_id, sku, line_id, quantity, status, accepted, accepted_at)
                    VALUES (gen_random_uuid(), 'none', 'SKU 1', '1', 1, 'BACKORDERED', 0, now())""");

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);
    private final LawfulLife life = new LawfulLife(new Random(17), 9);

    @Test
    void isCleanWhileEventsComeIn() throws Exception {
        write(3_000);
        try (var program = new QuerySideProgram(database)) {
            awaitEqual();
            var over = new AtomicBoolean();
            var writes = new FutureTask<>(() -> {
                while (!over.get()) {
                    writer.append(life.decision());
                    // leaves the audit some of the two cores
                    LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                }
                return lastIndex();
            });
            Thread.startVirtualThread(writes);
            JsonNode first;
            long atItsBegin;
            try {
                var begun = program.post("/operations/audit");
                assertThat(begun.statusCode()).isEqualTo(202);
                assertThat(begun.headers().firstValue("Location")).contains("/operations/audit");
                atItsBegin = lastIndex();
                first = awaitEnd(program);
            } finally {
                over.set(true);
            }
            assertThat(writes.get()).isGreaterThan(atItsBegin);

            assertThat(first.get("state").asString()).as("%s", first).isEqualTo("DONE");
            assertThat(first.get("clean").asBoolean()).as("%s", first).isTrue();
            assertThat(first.get("events").asLong()).isGreaterThanOrEqualTo(3_000)
                    .isEqualTo(first.get("total").asLong());
            assertThat(first.get("views")).hasSize(4)
                    .allSatisfy(view -> assertThat(view.get("rows").asLong()).isPositive());
            assertThat(temporaryTables()).isZero();
            awaitEqual();
            assertThat(audit(program).get("clean").asBoolean()).isTrue();
        }
    }

    @Test
    void findsEachRowThatIsNotAsTheEventsSay() {
        write(1_000);
        try (var program = new QuerySideProgram(database)) {
            awaitEqual();
            DAMAGE.forEach(sql -> assertThat(database.sql().sql(sql).update()).as(sql).isEqualTo(1));

            var audit = audit(program);

            assertThat(audit.get("state").asString()).isEqualTo("DONE");
            assertThat(audit.get("clean").asBoolean()).isFalse();
            assertThat(audit.get("violationCount").asLong()).isZero();
            assertThat(audit.get("differenceCount").asInt()).as("%s", audit).isEqualTo(DAMAGE.size());
            assertThat(found(audit)).containsExactlyInAnyOrder("batch changed", "batch missing", "batch too many",
                    "batch_eta changed", "batch_eta missing", "batch_eta too many", "product changed",
                    "product missing", "product too many", "totals changed", "history changed", "history missing",
                    "history too many", "activity changed", "activity too many", "allocation changed",
                    "allocation missing", "allocation too many");
            assertThat(audit.toString()).contains("{\"n\":0,\"sku\":\"SKU 2\"}", "{\"reference\":\"batch 1\"}");
        }
    }

    @Test
    void findsAnEventThatBreaksARule() {
        write(1_000);
        try (var program = new QuerySideProgram(database)) {
            writer.append(new LineAllocatedEvent("SKU 1", "too much", "1", 1_000_000, "batch 0", null));
            awaitEqual();

            var audit = audit(program);

            assertThat(audit.get("differenceCount").asLong()).isZero();
            assertThat(audit.get("clean").asBoolean()).isFalse();
            assertThat(audit.get("violations")).anySatisfy(violation -> {
                assertThat(violation.get("sku").asString()).isEqualTo("SKU 1");
                assertThat(violation.get("globalIndex").asLong()).isEqualTo(lastIndex());
            });
        }
    }

    @Test
    void runsOneAtATimeOverAllNodesAndCanBeStoppedFromAny() throws SQLException {
        write(500);
        try (var program = new QuerySideProgram(database); var other = new QuerySideProgram(database)) {
            awaitEqual();
            assertThat(program.getRaw("/operations/audit").statusCode()).isEqualTo(404);
            assertThat(program.delete("/operations/audit").statusCode()).isEqualTo(404);
            try (var _ = held()) {
                assertThat(program.post("/operations/audit").statusCode()).isEqualTo(202);

                assertThat(program.post("/operations/audit").statusCode()).isEqualTo(409);
                assertThat(other.post("/operations/audit").statusCode()).isEqualTo(409);
                assertThat(command()).isEqualTo(2);
                assertThat(status(other).get("state").asString()).isEqualTo("RUNNING");
                assertThat(other.delete("/operations/audit").statusCode()).isEqualTo(202);

                var stopped = awaitEnd(other);
                assertThat(stopped.get("state").asString()).isEqualTo("FAILED");
                assertThat(stopped.get("problem").asString()).isEqualTo("It was stopped");
            }
            assertThat(audit(other).get("clean").asBoolean()).isTrue();
        }
    }

    @Test
    void afterOneThatDiedTheNextWorks() throws SQLException {
        write(500);
        try (var program = new QuerySideProgram(database)) {
            awaitEqual();
            try (var _ = held()) {
                assertThat(program.post("/operations/audit").statusCode()).isEqualTo(202);
                await().atMost(LONG).until(() -> temporaryTables() > 0);

                assertThat(database.terminate("allocator-audit")).isEqualTo(1);

                var died = awaitEnd(program);
                assertThat(died.get("state").asString()).isEqualTo("FAILED");
            }
            assertThat(temporaryTables()).isZero();
            assertThat(audit(program).get("clean").asBoolean()).isTrue();

            // its process could not even say so
            database.sql().sql("UPDATE read_model.audit SET state = 'RUNNING', ended = NULL").update();
            assertThat(status(program).get("state").asString()).isEqualTo("FAILED");
            assertThat(program.delete("/operations/audit").statusCode()).isEqualTo(404);
        }
    }

    /** Without what cannot be read, what comes behind it cannot be taken in: nobody has it, and the audit says why. */
    @Test
    void comesToItsEndWhereEventsWereGivenUp() throws Exception {
        writer.appendQuietly(new BatchAddedEvent("ODD", "odd", 10, null),
                new LineAllocatedEvent("ODD", "o", "1", 1, "odd", null));
        writer.append(new BatchAddedEvent("EVEN", "even", 10, null));
        database.sql().sql("""
                UPDATE event_store.domain_event SET payload = '{' WHERE aggregate_identifier = 'ODD'
                AND sequence_number = 0""").update();
        try (var program = new QuerySideProgram(database)) {
            for (var sequence = 0; sequence < 2; sequence++) {
                var discard = "/operations/dead-letters/batches/ODD/discard?event=" + sequence;
                await().atMost(LONG).until(() -> program.post(discard).statusCode() == 200);
            }
            writer.append(new BatchAddedEvent("ODD", "odd, too", 10, null));
            await().atMost(LONG).until(() -> program.get("batches", "odd, too").statusCode() == 200);

            var audit = audit(program);

            assertThat(audit.get("state").asString()).as("%s", audit).isEqualTo("DONE");
            assertThat(audit.get("differenceCount").asLong()).isZero();
            assertThat(audit.get("violations")).singleElement()
                    .satisfies(violation -> assertThat(violation.get("rule").asString()).isEqualTo("readable"));
        }
    }

    @Test
    void anEmptyLogIsClean() {
        try (var program = new QuerySideProgram(database)) {
            assertThat(audit(program).get("clean").asBoolean()).isTrue();
        }
    }

    @Test
    void isACommandThatTellsByItsExitCode() {
        write(1_000);
        try (var _ = new QuerySideProgram(database)) {
            awaitEqual();
        }
        var out = new ByteArrayOutputStream();
        assertThat(command(out)).as("%s", out).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("CLEAN: 0 differences, 0 violations",
                "View batches: ");

        database.sql().sql("DELETE FROM read_model.batch WHERE reference = 'batch 1'").update();
        out.reset();
        assertThat(command(out)).as("%s", out).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(
                "DIFFERENCE in view batches, table batch, {reference=batch 1}",
                "NOT CLEAN: 1 differences, 0 violations");

        database.goAway();
        assertThat(command()).isEqualTo(2);
    }

    private int command() {
        return command(new ByteArrayOutputStream());
    }

    private int command(ByteArrayOutputStream out) {
        return new AuditCommand(QuerySideApplication.class, new PrintStream(out, true, StandardCharsets.UTF_8))
                .run("audit", "--spring.datasource.url=" + database.url());
    }

    private void write(int events) {
        for (var written = 0; written < events;) {
            var some = life.events(50).toArray(ProductEvent[]::new);
            writer.append(some);
            written += some.length;
        }
    }

    private void awaitEqual() {
        await().atMost(LONG).untilAsserted(() -> assertThat(PlainFold.shown(database.sql()))
                .isEqualTo(PlainFold.expected(database.sql())));
    }

    private static JsonNode audit(QuerySideProgram program) {
        assertThat(program.post("/operations/audit").statusCode()).isEqualTo(202);
        return awaitEnd(program);
    }

    private static JsonNode awaitEnd(QuerySideProgram program) {
        await().atMost(LONG).until(() -> !status(program).get("state").asString().equals("RUNNING"));
        return status(program);
    }

    private static JsonNode status(QuerySideProgram program) {
        return JsonMapper.shared().readTree(program.getRaw("/operations/audit").body());
    }

    private static List<String> found(JsonNode audit) {
        return StreamSupport.stream(audit.get("differences").spliterator(), false).map(difference -> {
            var live = difference.get("live").isNull();
            var recomputed = difference.get("recomputed").isNull();
            return difference.get("table").asString()
                    + (live ? " missing" : recomputed ? " too many" : " changed");
        }).toList();
    }

    /** Keeps audits from comparing until it is closed. */
    private Connection held() throws SQLException {
        var connection = database.dataSource().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + SWITCH + ")");
        }
        return connection;
    }

    private int temporaryTables() {
        return database.sql().sql("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'")
                .query(Integer.class).single();
    }

    private long lastIndex() {
        return database.sql().sql("SELECT max(global_index) FROM event_store.domain_event").query(Long.class).single();
    }
}
