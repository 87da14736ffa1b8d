package io.allocator.query.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.testing.Database;
import io.allocator.query.testing.PlainFold;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RandomLife;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Views that are made again while they are read and events come in. */
class RebuildIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);
    private final RandomLife life = new RandomLife(new Random(11), 12);

    @Test
    void takesThePlaceOfTheOldViewWithoutAGapInService() throws Exception {
        writeSome(1_500);
        try (var program = new QuerySideProgram(database)) {
            awaitEqual();
            var names = indexNames();
            var options = options();
            spoil();
            var over = new AtomicBoolean();
            var answers = new ConcurrentLinkedQueue<Integer>();
            var reads = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    answers.add(program.get("products", "SKU 1").statusCode());
                    answers.add(program.getRaw("/allocations?limit=5").statusCode());
                    answers.add(program.getRaw("/products/SKU%201/history?limit=5").statusCode());
                }
            });
            var writes = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    writer.append(life.some(10));
                    // leaves the views some of the two cores
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
            });

            for (var each : List.of("allocations", "batches", "products", "history", "batches")) {
                assertThat(program.post("/operations/views/" + each + "/rebuild").statusCode()).isEqualTo(202);
                await().atMost(LONG).until(() -> isDone(each));
            }
            over.set(true);
            writes.join();
            reads.join();

            awaitEqual();
            assertThat(answers).isNotEmpty().containsOnly(200);
            assertThat(indexNames()).isEqualTo(names);
            assertThat(options()).isEqualTo(options).contains("batch {fillfactor=50}");
        }
    }

    @Test
    void newViewsWithMuchToTakeInAreMadeBesideTheirEmptyTables() {
        writeSome(20_100);
        try (var program = new QuerySideProgram(database)) {
            await().atMost(LONG).until(() -> database.sql()
                    .sql("SELECT count(*) FROM read_model.view WHERE rebuilding IS NULL AND rebuilt IS NOT NULL")
                    .query(Integer.class).single() == 4);
            awaitEqual();
            assertThat(indexNames()).anyMatch(index -> index.contains("read_model.history "))
                    .noneMatch(index -> index.contains("read_model_rebuild"));
            assertThat(program.getRaw("/products?q=SKU").body()).contains("SKU 1");
            writer.append(life.some(10));
            awaitEqual();
        }
    }

    @Test
    void goesOnWhenTheProgramIsStartedAgain() {
        writeSome(1_500);
        try (var slow = new QuerySideProgram(database, "allocator.read-model.batch-size=1")) {
            awaitEqual();
            spoilBatches();
            assertThat(slow.post("/operations/views/batches/rebuild").statusCode()).isEqualTo(202);
            await().atMost(LONG).until(() -> slow.getRaw("/operations/views").body().matches(".*\"position\":[1-9].*"));
        }
        assertThat(isDone("batches")).isFalse();
        try (var _ = new QuerySideProgram(database)) {
            await().atMost(LONG).until(() -> isDone("batches"));
            awaitEqual();
        }
    }

    @Test
    void canBeGivenUp() {
        writeSome(1_000);
        try (var program = new QuerySideProgram(database, "allocator.read-model.batch-size=1")) {
            assertThat(program.post("/operations/views/history/rebuild").statusCode()).isEqualTo(202);
            assertThat(program.post("/operations/views/history/rebuild").statusCode()).isEqualTo(409);
            assertThat(program.delete("/operations/views/history/rebuild").statusCode()).isEqualTo(204);
            assertThat(program.delete("/operations/views/history/rebuild").statusCode()).isEqualTo(404);
            awaitEqual();
            assertThat(database.sql().sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'read_model_rebuild'")
                    .query(Integer.class).single()).isZero();
        }
    }

    @Test
    void viewsOfNothingAreMadeAgain() {
        try (var program = new QuerySideProgram(database)) {
            for (var each : List.of("allocations", "batches", "products", "history")) {
                assertThat(program.post("/operations/views/" + each + "/rebuild").statusCode()).isEqualTo(202);
                await().atMost(LONG).until(() -> isDone(each));
            }

            assertThat(program.getRaw("/overview").statusCode()).isEqualTo(200);
            assertThat(program.getRaw("/overview").body()).contains("\"products\":0");
            assertThat(program.getRaw("/ui").statusCode()).isEqualTo(200);
            assertThat(program.post("/operations/audit").statusCode()).isEqualTo(202);
            await().atMost(LONG).until(() -> program.getRaw("/operations/audit").body().contains("\"clean\":true"));
        }
    }

    /** Somebody looks at a table for long, in a transaction: the view cannot be replaced, and all else goes on. */
    @Test
    void whoReadsForLongHoldsUpTheRebuildAndNobodyElse() throws Exception {
        writeSome(100);
        try (var program = new QuerySideProgram(database); var reader = database.dataSource().getConnection()) {
            awaitEqual();
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM read_model.batch");
            assertThat(program.post("/operations/views/batches/rebuild").statusCode()).isEqualTo(202);
            await().atMost(LONG).until(this::isSwitchWaiting);

            await().during(Duration.ofSeconds(6)).atMost(LONG).until(() -> database.sql()
                    .sql("SELECT max(seen) > now() - interval '3 seconds' FROM read_model.query_side")
                    .query(Boolean.class).single());
            writer.append(life.some(10));
            awaitEqual();
            assertThat(isDone("batches")).isFalse();

            reader.rollback();
            await().atMost(LONG).until(() -> isDone("batches"));
        }
    }

    /** As in one process with the write side, whose connections they are: a rebuild takes longer than its transactions may. */
    @Test
    void theBoundOfATransactionIsNoneForTheIndexesOfARebuild() {
        writeSome(1_500);
        try (var program = new QuerySideProgram(database,
                "spring.datasource.hikari.connection-init-sql=SET transaction_timeout = '1s'")) {
            awaitEqual();
            // each entry of an index takes a millisecond
            database.sql().sql("""
                    CREATE FUNCTION slowly(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
                    BEGIN PERFORM pg_sleep(0.001); RETURN $1; END $$""").update();
            database.sql().sql("CREATE INDEX slow ON read_model.history (public.slowly(sku))").update();
            assertThat(program.post("/operations/views/history/rebuild").statusCode()).isEqualTo(202);

            await().atMost(LONG).until(() -> isDone("history"));
        }
    }

    private boolean isSwitchWaiting() {
        return database.sql()
                .sql("SELECT EXISTS (SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))")
                .query(Boolean.class).single();
    }

    @Test
    void aViewThatIsNoneIsNotFound() {
        try (var program = new QuerySideProgram(database)) {
            assertThat(program.post("/operations/views/nothing/rebuild").statusCode()).isEqualTo(404);
            assertThat(program.delete("/operations/views/nothing/rebuild").statusCode()).isEqualTo(404);
        }
    }

    private void writeSome(int events) {
        for (var left = events; left > 0;) {
            var transaction = life.some(Math.min(left, 20));
            writer.append(transaction);
            left -= transaction.length;
        }
    }

    /** As a bug of a projection might leave the tables. */
    private void spoil() {
        spoilBatches();
        database.sql().sql("UPDATE read_model.product SET backordered = backordered + 7").update();
        database.sql().sql("UPDATE read_model.totals SET shipped = shipped + 7").update();
    }

    private void spoilBatches() {
        database.sql().sql("UPDATE read_model.batch SET allocated = allocated + 7").update();
    }

    private boolean isDone(String view) {
        return database.sql()
                .sql("SELECT rebuilding IS NULL AND rebuilt IS NOT NULL FROM read_model.view WHERE name = ?")
                .param(view).query(Boolean.class).single();
    }

    private void awaitEqual() {
        await().atMost(LONG).untilAsserted(() -> assertThat(PlainFold.shown(database.sql()))
                .isEqualTo(PlainFold.expected(database.sql())));
    }

    private List<String> options() {
        return database.sql().sql("""
                SELECT relname || ' ' || reloptions::text FROM pg_class
                WHERE relnamespace = 'read_model'::regnamespace AND relkind = 'r' AND reloptions IS NOT NULL
                ORDER BY relname""").query((row, _) -> row.getString(1)).list();
    }

    private List<String> indexNames() {
        return database.sql().sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'read_model' ORDER BY indexdef")
                .query((row, _) -> row.getString(1)).list();
    }
}
