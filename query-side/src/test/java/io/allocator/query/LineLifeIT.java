package io.allocator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ReleaseReason;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.time.LocalDate;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;

/** What becomes of an order line and its batch, as every view shows it. Each test has a SKU of its own. */
class LineLifeIT {

    private static final LocalDate MARCH = LocalDate.of(2026, 3, 2);
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
    private static final Database DATABASE = Database.withEventStore();
    private static final WriteSide WRITER = new WriteSide(DATABASE);
    private static QuerySideProgram program;

    private String sku = "";

    @BeforeAll
    static void start() {
        program = new QuerySideProgram(DATABASE);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    /** A batch of 10 in the warehouse and one of 20 that arrives in March. */
    @BeforeEach
    void addBatches(TestInfo test) {
        sku = test.getTestMethod().orElseThrow().getName() + " " + test.getDisplayName();
        WRITER.append(new BatchAddedEvent(sku, ref("here"), 10, null),
                new BatchAddedEvent(sku, ref("march"), 20, MARCH));
    }

    @Test
    void aBackorderedLineWaits() {
        WRITER.append(new LineBackorderedEvent(sku, sku, "1", 30));

        showsLine("'qty':30,'status':'BACKORDERED','batchref':null,'eta':null");
        showsBatch("here", "'qty':10,'allocated':0,'shipped':0,'available':10");
        showsProduct("'qty':30,'allocated':0,'backordered':30,'shipped':0,'available':30");
        hasLines(0, 1, 0);
    }

    @Test
    void aMovedLineIsOnItsNewBatch() {
        WRITER.append(allocated(4, "here"), moved(4, "here", "march", MARCH));

        showsLine("'qty':4,'status':'ALLOCATED','batchref':'" + ref("march") + "','eta':'2026-03-02'");
        showsBatch("here", "'allocated':0,'shipped':0,'available':10");
        showsBatch("march", "'allocated':4,'shipped':0,'available':16");
        showsProduct("'allocated':4,'backordered':0,'available':26");
        hasLines(1, 0, 0);
    }

    @Test
    void aBumpedLineWaits() {
        WRITER.append(allocated(4, "march"), moved(4, "march", null, null));

        showsLine("'qty':4,'status':'BACKORDERED','batchref':null,'eta':null");
        showsBatch("march", "'allocated':0,'available':20");
        showsProduct("'allocated':0,'backordered':4,'available':30");
        hasLines(0, 1, 0);
    }

    @Test
    void aWaitingLineThatGotStockIsOnItsBatch() {
        WRITER.append(new LineBackorderedEvent(sku, sku, "1", 4), moved(4, null, "march", MARCH));

        showsLine("'qty':4,'status':'ALLOCATED','batchref':'" + ref("march") + "','eta':'2026-03-02'");
        showsBatch("march", "'allocated':4,'available':16");
        showsProduct("'allocated':4,'backordered':0,'available':26");
        hasLines(1, 0, 0);
    }

    @Test
    void aReleasedLineIsGone() {
        WRITER.append(allocated(4, "here"));
        showsLine("'status':'ALLOCATED'");
        WRITER.append(released(4, "here"));

        eventually(() -> assertThat(program.get("allocations", sku).statusCode()).isEqualTo(404));
        showsBatch("here", "'allocated':0,'available':10");
        showsProduct("'allocated':0,'backordered':0,'available':30");
        hasLines(0, 0, 0);
    }

    @Test
    void aReleasedLineWaitsNoLonger() {
        WRITER.append(new LineBackorderedEvent(sku, sku, "1", 4), released(4, null), allocated(1, "here"));

        showsLine("'qty':1,'status':'ALLOCATED'");
        showsProduct("'allocated':1,'backordered':0,'available':29");
        hasLines(1, 0, 0);
    }

    /** Also when all of it happens in one transaction of the views, or the first line is there already. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineCanBeReleasedAndOrderedAgainAndAgain(boolean atOnce) {
        WRITER.append(allocated(4, "here"));
        if (!atOnce) {
            showsLine("'qty':4");
        }
        WRITER.append(released(4, "here"), allocated(5, "here"), released(5, "here"),
                new LineBackorderedEvent(sku, sku, "1", 6), released(6, null), allocated(7, "march"));

        showsLine("'qty':7,'status':'ALLOCATED','batchref':'" + ref("march") + "'");
        showsBatch("here", "'allocated':0,'available':10");
        showsProduct("'allocated':7,'backordered':0,'available':23");
        hasLines(1, 0, 0);
    }

    @Test
    void aShippedLineHasLeftItsBatch() {
        WRITER.append(allocated(4, "here"), new LineShippedEvent(sku, sku, "1", 4, ref("here")));

        showsLine("'qty':4,'status':'SHIPPED','batchref':'" + ref("here") + "','eta':null");
        showsBatch("here", "'qty':10,'allocated':0,'shipped':4,'available':6");
        showsProduct("'qty':30,'allocated':0,'backordered':0,'shipped':4,'available':26");
        hasLines(0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 1_000_000_000})
    void aBatchIsAsLargeAsItTurnedOut(int quantity) {
        WRITER.append(new BatchQuantityChangedEvent(sku, ref("march"), 20, quantity, 0, MARCH, 1));

        showsBatch("march", "'qty':" + quantity + ",'allocated':0,'available':" + quantity);
        showsProduct("'qty':" + (quantity + 10) + ",'available':" + (quantity + 10));
    }

    @Test
    void theLinesOnABatchShowItsNewDate() {
        WRITER.append(allocated(4, "march"), new LineAllocatedEvent(sku, sku + " too", "1", 1, ref("march"), MARCH));
        showsLine("'eta':'2026-03-02'");
        WRITER.append(new BatchEtaChangedEvent(sku, ref("march"), MARCH, APRIL));

        showsLine("'qty':4,'status':'ALLOCATED','batchref':'" + ref("march") + "','eta':'2026-04-01'");
        shows("[{'qty':1,'eta':'2026-04-01'}]", "allocations", sku + " too");
        showsBatch("march", "'eta':'2026-04-01'");

        WRITER.append(new BatchEtaChangedEvent(sku, ref("march"), APRIL, null));

        showsLine("'qty':4,'batchref':'" + ref("march") + "','eta':null");
        showsBatch("march", "'eta':null");
    }

    @Test
    void aBatchThatIsLateIsPreferredLess() {
        WRITER.append(new BatchEtaChangedEvent(sku, ref("here"), null, APRIL));

        eventually(() -> assertThat(program.get("products", sku).body())
                .containsSubsequence("\"ref\":\"" + ref("march"), "\"ref\":\"" + ref("here")));
    }

    @Test
    void aShippedLineHasArrivedWhateverBecomesOfItsBatch() {
        WRITER.append(allocated(4, "here"), new LineAllocatedEvent(sku, sku, "2", 1, ref("here"), null),
                new LineShippedEvent(sku, sku, "1", 4, ref("here")),
                new BatchEtaChangedEvent(sku, ref("here"), null, APRIL));

        shows("[{'lineid':'1','status':'SHIPPED','eta':null},{'lineid':'2','status':'ALLOCATED','eta':'2026-04-01'}]",
                "allocations", sku);
    }

    private String ref(String batch) {
        return sku + " " + batch;
    }

    private ProductEvent allocated(int quantity, String batch) {
        return new LineAllocatedEvent(sku, sku, "1", quantity, ref(batch), batch.equals("here") ? null : MARCH);
    }

    private ProductEvent moved(int quantity, @Nullable String from, @Nullable String to, @Nullable LocalDate eta) {
        return new LineMovedEvent(sku, sku, "1", quantity, from == null ? null : ref(from),
                to == null ? null : ref(to), eta,
                from == null ? MoveReason.STOCK_BECAME_AVAILABLE : MoveReason.BATCH_QUANTITY_REDUCED);
    }

    private ProductEvent released(int quantity, @Nullable String batch) {
        return new LineReleasedEvent(sku, sku, "1", quantity, batch == null ? null : ref(batch),
                ReleaseReason.REQUESTED);
    }

    /** The order is named like the SKU, and has one line. */
    private void showsLine(String fields) {
        shows("[{'sku':'" + sku + "','lineid':'1'," + fields + "}]", "allocations", sku);
    }

    private void showsBatch(String batch, String fields) {
        shows("{" + fields + "}", "batches", ref(batch));
    }

    private void showsProduct(String fields) {
        shows("{" + fields + "}", "products", sku);
        var product = DATABASE.sql()
                .sql("SELECT purchased - allocated - shipped FROM read_model.product WHERE sku = ?").param(sku);
        var batches = DATABASE.sql()
                .sql("SELECT sum(purchased - allocated - shipped) FROM read_model.batch WHERE sku = ?").param(sku);
        eventually(() -> assertThat(product.query(Long.class).single()).isEqualTo(batches.query(Long.class).single()));
    }

    /** As the totals count them. */
    private void hasLines(int allocated, int backordered, int shipped) {
        eventually(() -> assertThat(DATABASE.sql().sql("""
                SELECT lines_allocated || ' ' || lines_backordered || ' ' || lines_shipped FROM read_model.product
                WHERE sku = ?""").param(sku).query(String.class).single())
                .isEqualTo(allocated + " " + backordered + " " + shipped));
    }

    private static void shows(String json, String... path) {
        eventually(() -> JSONAssert.assertEquals(json, program.get(path).body(), false));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(assertion);
    }
}
