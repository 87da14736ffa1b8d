package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.http.ConsistencyToken;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.PlainFold;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RandomLife;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

/** SKUs that a view sets aside, and what becomes of them. A trigger that refuses a row stands in for a bug. */
class DeadLettersIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SOON = "allocator.event-store.fallback-interval=100ms";

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);
    private final RandomLife life = new RandomLife(new Random(5), 30);

    @BeforeEach
    void createTables() throws Exception {
        new ReadModelSchema(database.dataSource()).migrate();
        database.sql().sql("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'refused by the test'; END $$""").update();
    }

    @Test
    void aSkuThatFailsIsSetAsideAtThatEventWhileTheOthersGoOn() throws Exception {
        refuse("read_model.batch", "NEW.reference = 'bad'");
        writer.appendQuietly(batch("A", "a"), batch("B", "b"), batch("B", "bad"), line("B", 1, "b"), line("A", 1, "a"));

        try (var program = new QuerySideProgram(database, SOON)) {
            await().atMost(LONG).until(() -> program.get("batches", "a").body().contains("\"allocated\":1"));
            // what came before the failing event is kept, what comes after is not taken in
            assertThat(program.get("batches", "b").body()).contains("\"allocated\":0");
            assertThat(program.get("batches", "bad").statusCode()).isEqualTo(404);
            // the other views have it all
            await().atMost(LONG)
                    .until(() -> program.getRaw("/allocations?limit=10").body().split("\"orderid\"").length == 3);
            writer.append(line("B", 2, "b"), line("A", 2, "a"));
            await().atMost(LONG).until(() -> program.get("batches", "a").body().contains("\"allocated\":2"));

            JSONAssert.assertEquals("""
                    {"items":[{"view":"batches","sku":"B","attempts":3,"events":3,
                    "firstEvent":{"globalIndex":3,"sequenceNumber":1,"type":"BatchAdded"}}]}""",
                    program.getRaw("/operations/dead-letters").body(), false);
            JSONAssert.assertEquals("""
                    {"letters":[{"sequenceNumber":1,"type":"BatchAdded","data":{"batchReference":"bad"}},
                    {"sequenceNumber":2},{"sequenceNumber":3}]}""",
                    program.getRaw("/operations/dead-letters/batches/B").body(), false);
            assertThat(program.getRaw("/operations/dead-letters").body()).contains("refused by the test");
            assertThat(program.getRaw("/actuator/metrics/allocator.dead.letters?tag=view:batches").body())
                    .contains("\"value\":1.0");
            JSONAssert.assertEquals("""
                    {"components":{"views":{"status":"UP",
                    "details":{"batches":{"running":true,"deadLetters":1,"lag":0},"history":{"deadLetters":0}}}}}""",
                    program.getRaw("/actuator/health").body(), false);
            JSONAssert.assertEquals("""
                    {"views":[{"view":"allocations","deadLetters":0},
                    {"view":"batches","running":true,"deadLetters":1,"segments":[{"segment":0,"position":7}]},
                    {"view":"history"},{"view":"products"}]}""", program.getRaw("/operations").body(), false);
        }
    }

    @Test
    void aRetryAfterTheMendingBringsEverythingInOnce() throws Exception {
        refuse("read_model.batch", "NEW.reference = 'bad'");
        writer.appendQuietly(batch("B", "b"), batch("B", "bad"), line("B", 1, "b"), line("B", 2, "bad"));
        try (var program = new QuerySideProgram(database, SOON)) {
            await().atMost(LONG).until(() -> sequences() == 1);

            JSONAssert.assertEquals("{\"retried\":0,\"remaining\":3}",
                    program.post("/operations/dead-letters/batches/B/retry").body(), false);
            assertThat(attempts()).isEqualTo(4);
            letPass("read_model.batch");
            JSONAssert.assertEquals("{\"retried\":3,\"remaining\":0}",
                    program.post("/operations/dead-letters/batches/B/retry").body(), false);

            assertThat(program.post("/operations/dead-letters/batches/B/retry").statusCode()).isEqualTo(404);
            writer.append(line("B", 3, "bad"));
            awaitEqual();
        }
    }

    @Test
    void aRetryInAViewThatIsBusyIsToBeTriedAgain() throws Exception {
        refuse("read_model.batch", "NEW.reference = 'bad'");
        writer.appendQuietly(batch("B", "b"), batch("B", "bad"));
        try (var program = new QuerySideProgram(database, SOON); var busy = database.dataSource().getConnection()) {
            await().atMost(LONG).until(() -> sequences() == 1);
            busy.setAutoCommit(false);
            busy.createStatement().execute("LOCK TABLE read_model.batch IN SHARE MODE");

            var answer = program.post("/operations/dead-letters/batches/B/retry");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The view is busy; try again");
            busy.rollback();
            assertThat(program.post("/operations/dead-letters/batches/B/retry").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsDiscardedIsMissingAndTheRestGoesOn() throws Exception {
        refuse("read_model.batch", "NEW.reference = 'bad'");
        writer.appendQuietly(batch("B", "b"), batch("B", "bad"), line("B", 1, "b"));
        try (var program = new QuerySideProgram(database, SOON)) {
            await().atMost(LONG).until(() -> sequences() == 1);

            assertThat(program.post("/operations/dead-letters/batches/B/discard?event=2").statusCode()).isEqualTo(409);
            assertThat(program.post("/operations/dead-letters/nothing/B/discard").statusCode()).isEqualTo(404);
            assertThat(program.postWith("/operations/dead-letters/batches/B/discard", "Sec-Fetch-Site", "cross-site")
                    .statusCode()).isEqualTo(403);
            // by plain HTTP a browser says no more than this
            for (var origin : List.of("http://elsewhere", "null", program.root() + "0")) {
                assertThat(program.postWith("/operations/dead-letters/batches/B/discard", "Origin", origin)
                        .statusCode()).isEqualTo(403);
            }
            assertThat(program.postWith("/operations/dead-letters/batches/B/discard?event=2", "Origin", program.root())
                    .statusCode()).isEqualTo(409);
            JSONAssert.assertEquals("{\"retried\":1,\"remaining\":0}",
                    program.post("/operations/dead-letters/batches/B/discard?event=1").body(), false);

            writer.append(line("B", 2, "b"));
            await().atMost(LONG).until(() -> program.get("batches", "b").body().contains("\"allocated\":2"));
            assertThat(program.get("batches", "bad").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anEventThatCannotBeReadSetsItsSkuAsideInEveryViewAndStopsNobody() throws Exception {
        writer.appendQuietly(batch("A", "a"), batch("B", "b"), line("B", 1, "b"), batch("C", "c"), batch("D", "d"),
                batch("E", "e"));
        spoil("payload = '{\"sku\":'", "B", 1);
        spoil("payload_type = 'io.allocator.api.event.NotYetKnownEvent'", "C", 0);
        spoil("payload = '{\"sku\":\"D\",\"purchasedQuantity\":1}'", "D", 0);
        spoil("meta_data = 'nothing'", "E", 0);

        try (var program = new QuerySideProgram(database, SOON)) {
            writer.append(line("A", 1, "a"));
            await().atMost(LONG).until(() -> program.get("batches", "a").body().contains("\"allocated\":1"));
            await().atMost(LONG).until(() -> sequences() == 16);
            assertThat(program.get("batches", "b").body()).contains("\"allocated\":0");
            JSONAssert.assertEquals("""
                    {"sequence":{"attempts":1,"events":1},
                    "letters":[{"type":"NotYetKnown","data":null,"unreadable":
                    "its type is not known to this program, which may be older than the writer"}]}""",
                    program.getRaw("/operations/dead-letters/history/C").body(), false);
            var next = program.getRaw("/operations/dead-letters?limit=3").body();
            assertThat(next).contains("\"next\":\"");

            database.sql().sql("UPDATE event_store.domain_event SET payload = ? WHERE aggregate_identifier = 'B' "
                    + "AND sequence_number = 1").param(
                            "{\"sku\":\"B\",\"orderId\":\"o\",\"lineId\":\"1\",\"quantity\":1,\"batchReference\":\"b\"}")
                    .update();
            for (var view : List.of("allocations", "batches", "history", "products")) {
                JSONAssert.assertEquals("{\"retried\":1,\"remaining\":0}",
                        program.post("/operations/dead-letters/" + view + "/B/retry").body(), false);
            }
            assertThat(program.get("batches", "b").body()).contains("\"allocated\":1");
        }
    }

    @Test
    void whatWillPassSetsNothingAside() throws Exception {
        database.sql().sql("""
                CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM nextval('public.refusals');
                RAISE EXCEPTION 'the disk is full' USING ERRCODE = 'disk_full'; END $$""").update();
        database.sql().sql("CREATE SEQUENCE refusals").update();
        refuse("read_model.batch", "NEW.reference = 'bad'");
        writer.appendQuietly(batch("B", "bad"), batch("A", "a"));
        try (var _ = new QuerySideProgram(database, SOON)) {
            // every few seconds, however long it lasts: Axon would wait twice as long after each, up to a minute
            await().atMost(Duration.ofSeconds(25)).until(() -> database.sql().sql("SELECT last_value FROM refusals")
                    .query(Long.class).single() > Patience.TRIES + 4);
            assertThat(sequences()).isZero();

            letPass("read_model.batch");
            awaitEqual();
        }
    }

    @Test
    void ofTwoNodesNeitherLosesOrDoublesAnythingWhileSkusAreSetAsideAndRetried() throws Exception {
        refuse("read_model.batch", "NEW.sku IN ('SKU 3', 'SKU 4') AND NEW.allocated % 7 = 3");
        refuseUpdates("read_model.product", "NEW.sku = 'SKU 5' AND NEW.lines_allocated % 5 = 4");
        refuse("read_model.history", "NEW.sku = 'SKU 6' AND NEW.n % 9 = 8");
        var settings = new String[]{SOON, "allocator.read-model.claim-timeout=1s",
                "allocator.read-model.batch-size=20"};
        try (var one = new QuerySideProgram(database, settings); var other = new QuerySideProgram(database, settings)) {
            var over = new AtomicBoolean();
            var retries = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    for (var program : List.of(one, other)) {
                        for (var letter : letters()) {
                            assertThat(program.post("/operations/dead-letters/" + letter + "/retry").statusCode())
                                    .isIn(200, 404);
                        }
                    }
                }
            });
            for (var i = 0; i < 300; i++) {
                writer.append(life.some(20));
            }
            await().atMost(LONG).until(() -> sequences() > 0);
            over.set(true);
            retries.join();
            for (var table : List.of("read_model.batch", "read_model.product", "read_model.history")) {
                letPass(table);
            }
            await().atMost(LONG).until(() -> {
                letters().forEach(letter -> one.post("/operations/dead-letters/" + letter + "/retry"));
                return sequences() == 0;
            });
            awaitEqual();
        }
    }

    @Test
    void aBugThatConcernsEverySkuStopsNobodyForLong() throws Exception {
        refuse("read_model.batch", "NEW.reference LIKE 'bad%'");
        var events = new ProductEvent[240];
        for (var i = 0; i < events.length; i += 2) {
            events[i] = batch("S" + i, "good" + i);
            events[i + 1] = batch(i % 4 == 0 ? "S" + i : "T" + i, "bad" + i);
        }
        writer.appendQuietly(events);
        try (var program = new QuerySideProgram(database, SOON, "allocator.read-model.batch-size=20")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> sequences() == 120);
            assertThat(program.getRaw("/batches/good238").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aReadWithATokenOfWhatIsSetAsideIsRefusedAndOthersAreAnswered() throws Exception {
        refuse("read_model.batch", "NEW.reference = 'bad'");
        writer.appendQuietly(batch("A", "a"), batch("B", "b"), batch("B", "bad"), line("B", 1, "b"));
        try (var program = new QuerySideProgram(database, SOON)) {
            await().atMost(LONG).until(() -> sequences() == 1);

            assertThat(read(program, new ConsistencyToken.OfProduct(2, "B"))).isEqualTo(503);
            assertThat(read(program, new ConsistencyToken.OfProduct(1, "B"))).isEqualTo(503);
            assertThat(read(program, new ConsistencyToken.OfProduct(0, "B"))).isEqualTo(200);
            assertThat(read(program, new ConsistencyToken.OfProduct(0, "A"))).isEqualTo(200);
            assertThat(read(program, new ConsistencyToken.OfLog(2))).isEqualTo(200);
            assertThat(read(program, new ConsistencyToken.OfLog(3))).isEqualTo(503);
            letPass("read_model.batch");
            program.post("/operations/dead-letters/batches/B/retry");
            assertThat(read(program, new ConsistencyToken.OfProduct(2, "B"))).isEqualTo(200);
            assertThat(read(program, new ConsistencyToken.OfLog(4))).isEqualTo(200);
        }
    }

    @Test
    void aViewThatIsMadeAgainHasLettersOfItsOwn() throws Exception {
        refuse("read_model.batch", "NEW.reference = 'bad'");
        writer.appendQuietly(batch("B", "b"), batch("B", "bad"), line("B", 1, "b"));
        try (var program = new QuerySideProgram(database, SOON)) {
            await().atMost(LONG).until(() -> sequences() == 1);

            // the copies of tables have no triggers: to the rebuild the bug is mended
            assertThat(program.post("/operations/views/batches/rebuild").statusCode()).isEqualTo(202);
            await().atMost(LONG).until(() -> database.sql()
                    .sql("SELECT rebuilt IS NOT NULL FROM read_model.view WHERE name = 'batches'").query(Boolean.class)
                    .single());

            assertThat(sequences()).isZero();
            awaitEqual();
        }
    }

    private static int read(QuerySideProgram program, ConsistencyToken token) {
        return program.getWith("/batches/a", ConsistencyToken.HEADER, token.encoded()).statusCode();
    }

    private void refuse(String table, String when) {
        database.sql().sql("CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON " + table + " FOR EACH ROW WHEN (" + when
                + ") EXECUTE FUNCTION refuse()").update();
    }

    private void refuseUpdates(String table, String when) {
        database.sql().sql("CREATE TRIGGER refuse BEFORE UPDATE ON " + table + " FOR EACH ROW WHEN (" + when
                + ") EXECUTE FUNCTION refuse()").update();
    }

    private void letPass(String table) {
        database.sql().sql("DROP TRIGGER refuse ON " + table).update();
    }

    private void spoil(String set, String sku, int n) {
        database.sql().sql("UPDATE event_store.domain_event SET " + set
                + " WHERE aggregate_identifier = ? AND sequence_number = ?").params(sku, n).update();
    }

    private long sequences() {
        return database.sql().sql("SELECT count(*) FROM read_model.dead_letter").query(Long.class).single();
    }

    private int attempts() {
        return database.sql().sql("SELECT attempts FROM read_model.dead_letter").query(Integer.class).single();
    }

    /** View and SKU of each, as in a path. */
    private List<String> letters() {
        return database.sql().sql("SELECT processor || '/' || replace(sku, ' ', '%20') FROM read_model.dead_letter")
                .query((row, _) -> row.getString(1)).list();
    }

    private void awaitEqual() {
        await().atMost(LONG).untilAsserted(() -> assertThat(PlainFold.shown(database.sql()))
                .isEqualTo(PlainFold.expected(database.sql())));
    }

    private static BatchAddedEvent batch(String sku, String reference) {
        return new BatchAddedEvent(sku, reference, 100, null);
    }

    private static LineAllocatedEvent line(String sku, int n, String batch) {
        return new LineAllocatedEvent(sku, "order", String.valueOf(n), 1, batch, null);
    }
}
