package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.PlainFold;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;

/** Views and positions change together or not at all. */
class ProjectionTransactionIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String[] SETTINGS = {"allocator.read-model.segments=1",
            "allocator.read-model.claim-timeout=1s",
            "allocator.event-store.fallback-interval=100ms"};

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);

    @BeforeEach
    void createTables() throws Exception {
        new ReadModelSchema(database.dataSource()).migrate();
        // counts outside of transactions, so that it remembers those that were rolled back
        database.sql().sql("CREATE SEQUENCE calls").update();
        database.sql().sql("""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM nextval('public.calls'); RAISE EXCEPTION 'refused by the test'; END $$""").update();
        database.sql().sql("""
                CREATE FUNCTION count_call() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM nextval('public.calls'); RETURN NULL; END $$""").update();
    }

    /** Deferred to the commit: by then the rows are written and the position has moved. */
    @ParameterizedTest
    @ValueSource(strings = {"AFTER INSERT ON read_model.batch",
            "AFTER UPDATE OF token ON read_model.token_entry"})
    void aTransactionThatFailsAtItsEndLeavesNeitherRowsNorPosition(String when) throws Exception {
        database.sql().sql("CREATE CONSTRAINT TRIGGER refuse " + when
                + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()").update();
        writer.appendQuietly(batch("b"), line(1, "b"), line(2, "b"));

        try (var program = new QuerySideProgram(database, SETTINGS)) {
            await().atMost(LONG).until(() -> calls() >= 2);
            assertThat(program.get("batches", "b").statusCode()).isEqualTo(404);
            assertThat(position("batches")).isEmpty();

            database.sql().sql("DROP TRIGGER refuse ON " + when.replaceAll(".* ON ", "")).update();

            await().atMost(LONG).until(() -> program.get("batches", "b").body().contains("\"allocated\":2"));
            await().atMost(LONG).until(() -> program.get("allocations", "order").statusCode() == 200);
            JSONAssert.assertEquals("{\"allocated\":2,\"available\":98}", program.get("batches", "b").body(), false);
            assertThat(position("batches")).contains("\"index\":3");
        }
    }

    /** A server that dies must not take back a position that its processor, which lives on, takes for stored. */
    @Test
    void aPositionIsOnDiskOnceItIsStored() throws Exception {
        database.sql().sql("CREATE TABLE said (setting text)").update();
        database.sql().sql("""
                CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO public.said VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$""")
                .update();
        database.sql().sql("""
                CREATE TRIGGER say AFTER UPDATE OF token ON read_model.token_entry
                FOR EACH ROW EXECUTE FUNCTION say()""").update();
        writer.appendQuietly(batch("b"));

        try (var program = new QuerySideProgram(database, SETTINGS)) {
            await().atMost(LONG).until(() -> program.get("batches", "b").statusCode() == 200);
            assertThat(
                    database.sql().sql("SELECT DISTINCT setting FROM said").query((row, _) -> row.getString(1)).list())
                    .containsExactly("on");
        }
    }

    @Test
    void manyEventsAboutOneRowBecomeFewUpdates() throws Exception {
        var events = new ProductEvent[251];
        events[0] = batch("b");
        for (var i = 1; i < events.length; i++) {
            events[i] = line(i, "b");
        }
        database.sql()
                .sql("CREATE TRIGGER count AFTER UPDATE ON read_model.batch FOR EACH ROW EXECUTE FUNCTION count_call()")
                .update();
        writer.appendQuietly(events);

        try (var program = new QuerySideProgram(database, SETTINGS)) {
            await().atMost(LONG).until(() -> program.get("batches", "b").body().contains("\"allocated\":250"));
            assertThat(calls()).isLessThan(50);
        }
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws Exception {
        writer.appendQuietly(batch("b"), line(1, "b"));
        try (var program = new QuerySideProgram(database, SETTINGS)) {
            await().atMost(LONG).until(() -> program.get("batches", "b").body().contains("\"allocated\":1"));
        }
        writer.appendQuietly(line(2, "b"));
        try (var program = new QuerySideProgram(database, SETTINGS)) {
            await().atMost(LONG).until(() -> program.get("batches", "b").body().contains("\"allocated\":2"));
        }
    }

    @Test
    void theWorkOfAKilledProcessIsTakenOver() throws Exception {
        writer.appendQuietly(batch("b"));
        try (var program = new QuerySideProgram(database, SETTINGS)) {
            await().atMost(LONG).until(() -> program.get("batches", "b").statusCode() == 200);
            // as it would look if another had claimed the segment just before it was killed
            database.sql().sql("""
                    UPDATE read_model.token_entry SET owner = 'killed',
                    time_stamp = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                    WHERE processor_name = 'batches'""").update();

            writer.append(line(1, "b"));

            await().atMost(LONG).until(() -> program.get("batches", "b").body().contains("\"allocated\":1"));
        }
    }

    @Test
    void twoProcessesShareTheWorkAndProjectEverythingOnce() throws Exception {
        var shared = new String[]{"allocator.read-model.segments=2", "allocator.read-model.claim-timeout=1s"};
        try (var one = new QuerySideProgram(database, shared); var other = new QuerySideProgram(database, shared)) {
            for (var sku = 0; sku < 20; sku++) {
                writer.append(new BatchAddedEvent("SKU " + sku, "b" + sku, 100, null));
                for (var line = 0; line < 5; line++) {
                    writer.append(new LineAllocatedEvent("SKU " + sku, "order", "" + line, 1, "b" + sku, null));
                }
            }
            for (var program : List.of(one, other)) {
                await().atMost(LONG).untilAsserted(() -> JSONAssert.assertEquals(
                        "{\"products\":20,\"batches\":20,\"allocated\":100,\"available\":1900,\"lines\":{\"ALLOCATED\":100}}",
                        program.get("overview").body(), false));
            }
        }
    }

    /** A node may have read who keeps a view, and start that processor, when a rebuilt view has taken the place meanwhile. */
    @Test
    void aProcessorThatKeepsAViewNoLongerWritesNothing() throws Exception {
        writer.appendQuietly(batch("b"), line(1, "b"), line(2, "b"));
        try (var program = new QuerySideProgram(database, SETTINGS)) {
            awaitEqual();
            assertThat(program.post("/operations/views/products/rebuild").statusCode()).isEqualTo(202);
            await().atMost(LONG).until(() -> database.sql()
                    .sql("SELECT rebuilt IS NOT NULL FROM read_model.view WHERE name = 'products'")
                    .query(Boolean.class).single());

            var late = program.bean(Processors.class).start("products", program.bean(Rebuilds.class)
                    .projection("products").orElseThrow(), false);
            try {
                // it is refused, and gives its claim back, sooner than anybody could see who has it
                await().atMost(LONG).until(() -> database.sql()
                        .sql("SELECT count(*) FROM read_model.token_entry WHERE processor_name = 'products'")
                        .query(Integer.class).single() == 1);
                writer.append(line(3, "b"));
                await().during(Duration.ofSeconds(1)).atMost(LONG)
                        .until(() -> program.get("products", "SKU").body().contains("\"allocated\":3,"));
            } finally {
                late.stop().join();
            }
            awaitEqual();
        }
    }

    private void awaitEqual() {
        await().atMost(LONG).untilAsserted(() -> assertThat(PlainFold.shown(database.sql()))
                .isEqualTo(PlainFold.expected(database.sql())));
    }

    private long calls() {
        return database.sql().sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM calls").query(Long.class)
                .single();
    }

    /** Of its only segment; empty at the beginning. */
    private String position(String view) {
        return database.sql().sql("SELECT coalesce(token, '') FROM read_model.token_entry WHERE processor_name = ?")
                .param(view).query(String.class).single();
    }

    private static BatchAddedEvent batch(String reference) {
        return new BatchAddedEvent("SKU", reference, 100, null);
    }

    private static LineAllocatedEvent line(int n, String batch) {
        return new LineAllocatedEvent("SKU", "order", String.valueOf(n), 1, batch, null);
    }
}
