package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.PlainFold;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RandomLife;
import io.allocator.query.testing.WriteSide;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Views in several parts, each of which has a position of its own, and gaps of its own. */
class SegmentsIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String[] TWO = settings(2);
    /** By their hash codes, these are in the one and in the other of two segments. */
    private static final String IN_0 = "b";
    private static final String IN_1 = "a";

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);

    /**
     * One segment is beyond the gap, the other before it. The log is read on from behind the lower one, and the gap comes
     * first, by which the other's position seems to be lower than it is.
     */
    @Test
    void aGapThatIsFilledWhileNobodyRunsBringsNothingASecondTime() throws Exception {
        try (var late = writeAroundAGap()) {
            projectAllButTheGap();
            late.commit();
        }

        try (var program = new QuerySideProgram(database, TWO)) {
            writer.append(line(IN_1, 7));
            awaitEqual(program);
            assertThat(setAside()).isZero();
        }
    }

    /** The gap is given up, and not by the segment that is beyond it. */
    @Test
    void aGapThatIsNeverFilledBringsNothingASecondTime() throws Exception {
        try (var late = writeAroundAGap()) {
            projectAllButTheGap();
            late.rollback();
        }

        // small pages: the gap is given up before the end of what the other segment has already
        try (var program = new QuerySideProgram(database, "allocator.read-model.segments=2",
                "allocator.event-store.page-size=2")) {
            writer.append(line(IN_1, 7));
            awaitEqual(program);
            assertThat(setAside()).isZero();
        }
    }

    @Test
    void anyNumberOfRestartsAmongGapsIsSeenByNobody() throws Exception {
        var life = new RandomLife(new Random(5), 12);
        for (var round = 0; round < 4; round++) {
            try (var _ = new QuerySideProgram(database, settings(4));
                    var late = database.dataSource().getConnection();
                    var never = database.dataSource().getConnection()) {
                for (var i = 0; i < 40; i++) {
                    if (i == 10) {
                        writer.appendUncommitted(never, new BatchAddedEvent("never " + round, "n" + round, 1, null));
                        writer.appendUncommitted(late, new BatchAddedEvent("late " + round, "l" + round, 1, null));
                    }
                    writer.append(life.some(10));
                }
                // it may end anywhere: nobody waits for it
                late.commit();
                never.rollback();
            }
        }
        try (var program = new QuerySideProgram(database, settings(4))) {
            awaitEqual(program);
            assertThat(setAside()).isZero();
        }
    }

    /** Of the old processor one segment is far behind; of the new one, the other. Together they seem to be equally far. */
    @Test
    void aRebuiltViewHasAllThatIsShownBeforeItTakesThePlace() throws Exception {
        writer.append(new BatchAddedEvent(IN_0, "batch of b", 100, null));
        writer.append(new BatchAddedEvent(IN_1, "batch of a", 100, null));
        try (var program = new QuerySideProgram(database, "allocator.read-model.segments=2",
                "allocator.read-model.claim-timeout=60s", "allocator.event-store.fallback-interval=100ms")) {
            awaitEqual(program);
            program.bean(SwitchOver.class).whileNoneIsReplaced(() -> {
                assertThat(program.post("/operations/views/batches/rebuild").statusCode()).isEqualTo(202);
                var again = rebuilding();
                await().atMost(LONG).until(() -> positions(again).equals(positions("batches")));
                claimForAnother("batches", 1);
                claimForAnother(again, 0);
                writer.append(line(IN_0, 1));
                await().atMost(LONG)
                        .until(() -> program.get("batches", "batch of b").body().contains("\"allocated\":1"));
            });

            await().during(Duration.ofSeconds(3)).atMost(LONG)
                    .until(() -> program.get("batches", "batch of b").body().contains("\"allocated\":1"));
            assertThat(rebuilding()).isNotEmpty();

            database.sql().sql("UPDATE read_model.token_entry SET owner = NULL WHERE owner = 'another'").update();
            await().atMost(LONG).until(() -> rebuilding().isEmpty());
            awaitEqual(program);
        }
    }

    /** By which processor; empty when by none. */
    private String rebuilding() {
        return database.sql().sql("SELECT coalesce(rebuilding, '') FROM read_model.view WHERE name = 'batches'")
                .query(String.class).single();
    }

    private List<String> positions(String processor) {
        return database.sql()
                .sql("SELECT coalesce(token, '') FROM read_model.token_entry WHERE processor_name = ? ORDER BY segment")
                .param(processor).query((row, _) -> row.getString(1)).list();
    }

    /** As a node would have it that was killed just now. */
    private void claimForAnother(String processor, int segment) {
        database.sql().sql("""
                UPDATE read_model.token_entry SET owner = 'another',
                time_stamp = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                WHERE processor_name = ? AND segment = ?""").params(processor, segment).update();
    }

    /** Index 3 is taken by a transaction that is still open; from 4 on all is of the other segment. */
    private Connection writeAroundAGap() throws Exception {
        writer.append(new BatchAddedEvent(IN_1, "batch of a", 100, null));
        writer.append(new BatchAddedEvent(IN_0, "batch of b", 100, null));
        var late = database.dataSource().getConnection();
        writer.appendUncommitted(late, new BatchAddedEvent(IN_0 + "b", "batch of bb", 100, null));
        for (var n = 0; n < 7; n++) {
            writer.append(line(IN_1, n));
        }
        return late;
    }

    private void projectAllButTheGap() {
        try (var program = new QuerySideProgram(database, TWO)) {
            await().atMost(LONG).until(() -> program.get("batches", "batch of a").body().contains("\"allocated\":7"));
            await().atMost(LONG).until(() -> program.get("products", IN_1).body().contains("\"allocated\":7"));
            // all views have the batch of the other segment, which is behind the position that is set now
            await().atMost(LONG).until(() -> database.sql().sql("""
                    SELECT (SELECT count(*) FROM read_model.batch WHERE reference = 'batch of b')
                        + (SELECT count(*) FROM read_model.batch_eta WHERE reference = 'batch of b')
                        + (SELECT count(*) FROM read_model.product WHERE sku = ?)
                        + (SELECT count(*) FROM read_model.history WHERE sku = ?)""").params(IN_0, IN_0)
                    .query(Integer.class).single() == 4);
        }
        // as if it had been killed after the one had gone on, and before the other had, which had nothing to do there
        database.sql().sql("""
                UPDATE read_model.token_entry SET token = '{"index":4,"gaps":[3]}' WHERE segment = 0""").update();
    }

    private void awaitEqual(QuerySideProgram program) {
        await().atMost(LONG).untilAsserted(() -> assertThat(program.getRaw("/operations").body())
                .doesNotContain("\"events\":1").contains("\"events\":0"));
        await().atMost(LONG).untilAsserted(() -> assertThat(PlainFold.shown(database.sql()))
                .isEqualTo(PlainFold.expected(database.sql())));
    }

    private int setAside() {
        return database.sql().sql("SELECT count(*) FROM read_model.dead_letter").query(Integer.class).single();
    }

    private static LineAllocatedEvent line(String sku, int n) {
        return new LineAllocatedEvent(sku, "order", "line " + n, 1, "batch of " + sku, null);
    }

    private static String[] settings(int segments) {
        return new String[]{"allocator.read-model.segments=" + segments,
                "allocator.event-store.fallback-interval=100ms"};
    }
}
