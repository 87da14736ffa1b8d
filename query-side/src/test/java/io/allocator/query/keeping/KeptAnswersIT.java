package io.allocator.query.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.testing.Database;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept holds. An answer is here the number of the read that it is from. */
class KeptAnswersIT {

    private static final long ENOUGH = 1_000_000;
    private static final long OLD_NANOS = Duration.ofMillis(2).toNanos();

    private final Database database = new Database();
    private final KeptAnswers kept = new KeptAnswers(new Changes(database.dataSource()::getConnection), ENOUGH);
    private final AtomicInteger reads = new AtomicInteger();
    private final Map<AnswerKind, KeptReads<Integer>> kinds = new EnumMap<>(AnswerKind.class);
    private Runnable whileReading = () -> {};

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database.dataSource()).schemas("read_model").createSchemas(true)
                .locations("classpath:db/read-model").load().migrate();
        run("""
                INSERT INTO read_model.batch (reference, sku, added, purchased, allocated, shipped)
                VALUES ('b', 's', 1, 10, 1, 0), ('b2', 's2', 2, 10, 0, 0)""");
        run("""
                INSERT INTO read_model.product (sku, batches, purchased, allocated, backordered, shipped, lines_allocated,
                    lines_backordered, lines_shipped) VALUES ('s', 1, 10, 1, 0, 0, 1, 0, 0)""");
        run("""
                INSERT INTO read_model.allocation (id, order_id, sku, line_id, quantity, status, batch_reference,
                    accepted, accepted_at)
                VALUES ('00000000-0000-0000-0000-000000000001', 'o', 's', '1', 1, 'ALLOCATED', 'b', 3, now())""");
        run("INSERT INTO read_model.batch_eta (reference) VALUES ('b')");
        for (var kind : AnswerKind.values()) {
            Function<Set<String>, Map<String, Integer>> statement = keys -> {
                var number = reads.incrementAndGet();
                whileReading.run();
                return keys.stream().collect(Collectors.toMap(Function.identity(), _ -> number));
            };
            kinds.put(kind, kept.reads(kind, statement, _ -> 1));
        }
    }

    @AfterEach
    void close() {
        kept.close();
    }

    @ParameterizedTest
    @EnumSource(AnswerKind.class)
    void whatDoesNotChangeIsReadOnce(AnswerKind kind) {
        keep(kind, "key");
        var before = reads.get();
        for (var i = 0; i < 1_000; i++) {
            find(kind, "key");
        }
        assertThat(reads.get() - before).isLessThan(10);
    }

    /** Whoever writes, and however. The other key does not change by it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    BATCH   | b  | b2 | UPDATE read_model.batch SET allocated = 2 WHERE reference = 'b'
                    BATCH   | b  | b2 | DELETE FROM read_model.batch WHERE reference = 'b'
                    BATCH   | b  | b2 | UPDATE read_model.batch SET reference = 'b3' WHERE reference = 'b'
                    PRODUCT | s  | s2 | UPDATE read_model.batch SET allocated = 2 WHERE reference = 'b'
                    PRODUCT | s  | s2 | INSERT INTO read_model.batch VALUES ('b3', 's', 4, NULL, 10, 0, 0)
                    PRODUCT | s  | s2 | DELETE FROM read_model.batch WHERE reference = 'b'
                    PRODUCT | s  | s2 | UPDATE read_model.product SET backordered = 5 WHERE sku = 's'
                    ORDER   | o  | o2 | UPDATE read_model.allocation SET status = 'SHIPPED' WHERE order_id = 'o'
                    ORDER   | o  | o2 | DELETE FROM read_model.allocation WHERE order_id = 'o'
                    ORDER   | o  |    | UPDATE read_model.batch_eta SET eta = '2030-01-01', was_here = true WHERE reference = 'b'
                    ORDER   | o  |    | INSERT INTO read_model.batch_eta VALUES ('b') ON CONFLICT (reference) DO UPDATE SET eta = '2030-01-01'
                    BATCH   | b  |    | TRUNCATE read_model.batch
                    PRODUCT | s  |    | TRUNCATE read_model.product
                    ORDER   | o  |    | TRUNCATE read_model.allocation
                    ORDER   | o2 | o  | INSERT INTO read_model.batch_eta VALUES ('b3')
                    """,
            nullValues = "")
    void whatChangesIsReadAnew(AnswerKind kind, String key, @Nullable String other, String change) {
        if (other != null) {
            keep(kind, other);
        }
        keep(kind, key);
        var isForgotten = !change.contains("VALUES ('b3')");

        run(change);

        assertThat(isKept(kind, key)).isNotEqualTo(isForgotten);
        if (other != null) {
            assertThat(isKept(kind, other)).isTrue();
        }
    }

    /** Transactions do not become visible in the order of their numbers. */
    @Test
    void aTransactionThatWasUnderWayBeforeTheOthersIsNotMissed() throws Exception {
        keep(AnswerKind.BATCH, "b");
        try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
            run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
            assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
            connection.commit();
        }
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
    }

    @Test
    void whatIsTakenBackHasNotChanged() throws Exception {
        keep(AnswerKind.BATCH, "b");
        try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
            connection.rollback();
        }
        assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
    }

    /** As when a transaction took so long that its note was old at once. */
    @Test
    void whereNotesHaveBeenDeletedNothingIsKept() {
        keep(AnswerKind.BATCH, "b");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
        run("""
                DELETE FROM read_model.changed_keys
                WHERE transaction < (SELECT max(transaction) FROM read_model.changed_keys)""");
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
    }

    @Test
    void whatIsTooMuchToTellIsAsIfAllHadChanged() {
        keep(AnswerKind.BATCH, "b");
        for (var i = 0; i < 101; i++) {
            run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
        }
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
    }

    /** What the server that died has forgotten of its transactions, nobody can tell. */
    @Test
    void nothingIsKeptBeyondTheConnection() {
        keep(AnswerKind.BATCH, "b");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
        database.terminate("%");
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
        keep(AnswerKind.BATCH, "b");
    }

    @Test
    void whatALaterVersionKeepsIsNoneOfThisOnesBusiness() {
        keep(AnswerKind.BATCH, "b");
        run("INSERT INTO read_model.changed_keys (kind) VALUES ('SHIPMENT')");
        assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
    }

    @Test
    void whatChangesWhileItIsBeingReadIsNotKept() {
        keep(AnswerKind.BATCH, "b");
        whileReading = () -> {
            run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
            kept.forgetWhatHasChanged();
        };
        find(AnswerKind.BATCH, "b2");
        whileReading = () -> {};
        assertThat(isKept(AnswerKind.BATCH, "b2")).isFalse();
        assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
    }

    @Test
    void whatThisNodeHasChangedIsReadAnewAtOnce() {
        keep(AnswerKind.BATCH, "b");
        var before = find(AnswerKind.BATCH, "b");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
        kept.moved();
        assertThat(find(AnswerKind.BATCH, "b")).isGreaterThan(before);
    }

    @Test
    void noAnswerIsOlderThanTwoMilliseconds() {
        for (var i = 0; i < 50; i++) {
            keep(AnswerKind.BATCH, "b");
            var before = find(AnswerKind.BATCH, "b");
            run("UPDATE read_model.batch SET allocated = allocated + 1 WHERE reference = 'b'");
            var changed = System.nanoTime();
            var isOld = false;
            while (!isOld) {
                isOld = System.nanoTime() - changed > OLD_NANOS;
                if (find(AnswerKind.BATCH, "b") > before) {
                    break;
                }
                assertThat(isOld).isFalse();
            }
        }
    }

    /** Until a read is answered without a statement. */
    private void keep(AnswerKind kind, String key) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> isKept(kind, key));
    }

    private boolean isKept(AnswerKind kind, String key) {
        kept.forgetWhatHasChanged();
        var before = reads.get();
        find(kind, key);
        return reads.get() == before;
    }

    private int find(AnswerKind kind, String key) {
        return Objects.requireNonNull(kinds.get(kind)).find(key).orElseThrow();
    }

    private void run(String sql) {
        database.sql().sql(sql).update();
    }
}
