package io.allocator.query.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.readmodel.ChangedKeys;
import io.allocator.query.testing.Database;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
import org.springframework.jdbc.core.JdbcTemplate;

/** What is kept holds. An answer is here the number of the read that it is from. */
class KeptAnswersIT {

    private static final long ENOUGH = 1_000_000;

    private final Database database = new Database();
    private final AtomicLong now = new AtomicLong();
    private final KeptAnswers kept = new KeptAnswers(new Changes(database.dataSource()::getConnection), ENOUGH,
            now::get);
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
            now.addAndGet(100_000);
            find(kind, "key");
        }
        assertThat(reads.get()).isEqualTo(before);
    }

    /** Whoever writes, and however. The other key does not change by it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    BATCH   | b  | b2 | UPDATE read_model.batch SET allocated = 2 WHERE reference = 'b'
                    BATCH   | b  | b2 | DELETE FROM read_model.batch WHERE reference = 'b'
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
                    ORDER   | o  |    | INSERT INTO read_model.batch_eta (reference, eta) VALUES ('b4', '2030-01-01')
                    BATCH   | b3 |    | UPDATE read_model.batch SET reference = 'b3' WHERE reference = 'b'
                    PRODUCT | s3 |    | UPDATE read_model.batch SET sku = 's3' WHERE reference = 'b'
                    ORDER   | o3 |    | UPDATE read_model.allocation SET order_id = 'o3' WHERE order_id = 'o'
                    """,
            nullValues = "")
    void whatChangesIsReadAnew(AnswerKind kind, String key, @Nullable String other, String change) {
        if (other != null) {
            keep(kind, other);
        }
        keep(kind, key);

        run(change);

        assertThat(isKept(kind, key)).isFalse();
        if (other != null) {
            assertThat(isKept(kind, other)).isTrue();
        }
    }

    /** As every new batch in the warehouse: no line on it can have a day. */
    @Test
    void aBatchWithoutADayChangesNoOrder() {
        keep(AnswerKind.ORDER, "o");
        run("INSERT INTO read_model.batch_eta VALUES ('b3')");
        assertThat(isKept(AnswerKind.ORDER, "o")).isTrue();
    }

    /** As when a program that knows nothing of notes has let a view that it made again take the place. */
    @Test
    void aTableThatNotesNothingIsMadeToAgain() {
        keep(AnswerKind.BATCH, "b");
        run("""
                CREATE TABLE read_model.another (LIKE read_model.batch INCLUDING ALL);
                DROP TABLE read_model.batch;
                ALTER TABLE read_model.another RENAME TO batch;
                INSERT INTO read_model.batch (reference, sku, added, purchased, allocated, shipped)
                VALUES ('b', 's', 1, 10, 1, 0)""");
        run("SELECT read_model.note_changes()");
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
        keep(AnswerKind.BATCH, "b");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
        keep(AnswerKind.BATCH, "b");
        run("SELECT read_model.note_changes()");
        assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
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

    /** As when nobody has looked for long. */
    @Test
    void whereNotesHaveBeenDeletedNothingIsKept() {
        keep(AnswerKind.BATCH, "b");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
        grownOld();
        deleteOld();
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
    }

    /** Its note is older than all, and comes to be seen when those have been deleted that came after it. */
    @Test
    void aTransactionThatTakesVeryLongHidesNothingThatWasDeleted() throws Exception {
        keep(AnswerKind.BATCH, "b");
        try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE read_model.product SET backordered = 5 WHERE sku = 's'");
            assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
            run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
            run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
            grownOld();
            deleteOld();
            connection.commit();
        }
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
    }

    /** Nor does anything else keep others from being kept: a backup, an index that is being made. */
    @Test
    void aTransactionThatTakesVeryLongKeepsNothingFromBeingKept() throws Exception {
        try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE read_model.long_work (n integer)");
            run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
            keep(AnswerKind.BATCH, "b");
            grownOld();
            deleteOld();
            assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
        }
    }

    @Test
    void oldNotesAreDeletedButForTheLast() {
        for (var i = 0; i < 5; i++) {
            run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b2'");
        }
        grownOld();
        run("UPDATE read_model.product SET backordered = 5 WHERE sku = 's'");
        deleteOld();
        // two of the same transaction, and a new one
        assertThat(notes()).isEqualTo(3);
    }

    /** The numbers of another server's transactions may be far ahead of this one's. */
    @Test
    void notesOfAnotherServerAreDeleted() {
        run("""
                INSERT INTO read_model.changed_keys (transaction, at, kind)
                VALUES ('9000000000', now() - interval '1 hour', 'BATCH')""");
        deleteOld();
        keep(AnswerKind.BATCH, "b");
        assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
    }

    private void grownOld() {
        run("UPDATE read_model.changed_keys SET at = at - interval '1 minute'");
    }

    private void deleteOld() {
        new ChangedKeys(database.dataSource()).deleteOld();
    }

    private long notes() {
        return database.sql().sql("SELECT count(*) FROM read_model.changed_keys").query(Long.class).single();
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
        database.terminate("%");
        // it is found to have ended, and what is read after that is of no connection
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
        assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
    }

    @Test
    void whatALaterVersionKeepsIsNoneOfThisOnesBusiness() {
        keep(AnswerKind.BATCH, "b");
        run("INSERT INTO read_model.changed_keys (kind) VALUES ('SHIPMENT')");
        assertThat(isKept(AnswerKind.BATCH, "b")).isTrue();
        run("INSERT INTO read_model.changed_keys (kind) SELECT 'SHIPMENT' FROM generate_series(1, 200)");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
        assertThat(isKept(AnswerKind.BATCH, "b")).isFalse();
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
        assertThat(find(AnswerKind.BATCH, "b")).isEqualTo(before);
        kept.moved();
        assertThat(find(AnswerKind.BATCH, "b")).isGreaterThan(before);
    }

    @Test
    void aLookIsTakenEachMillisecond() {
        keep(AnswerKind.BATCH, "b");
        var before = find(AnswerKind.BATCH, "b");
        run("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
        now.addAndGet(900_000);
        assertThat(find(AnswerKind.BATCH, "b")).isEqualTo(before);
        now.addAndGet(200_000);
        assertThat(find(AnswerKind.BATCH, "b")).isGreaterThan(before);
    }

    /** While one looks, others go on; but not for long. */
    @Test
    void noAnswerIsOlderThanTwoMilliseconds() throws Exception {
        keep(AnswerKind.BATCH, "b");
        var before = find(AnswerKind.BATCH, "b");
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var others = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE read_model.batch SET allocated = 5 WHERE reference = 'b'");
            statement.execute("LOCK TABLE read_model.changed_keys IN ACCESS EXCLUSIVE MODE");
            now.addAndGet(1_100_000);
            var looks = others.submit(() -> find(AnswerKind.BATCH, "b"));
            await().until(() -> database.sql()
                    .sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'read_model.changed_keys'::regclass")
                    .query(Long.class).single() == 1);
            assertThat(find(AnswerKind.BATCH, "b")).isEqualTo(before);
            now.addAndGet(1_000_000);
            var waits = others.submit(() -> find(AnswerKind.BATCH, "b"));
            connection.commit();
            assertThat(looks.get()).isGreaterThan(before);
            assertThat(waits.get()).isGreaterThan(before);
        }
    }

    /** Until a read is answered without a statement. */
    private void keep(AnswerKind kind, String key) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> isKept(kind, key));
    }

    private boolean isKept(AnswerKind kind, String key) {
        now.incrementAndGet();
        kept.forgetWhatHasChanged();
        var before = reads.get();
        find(kind, key);
        return reads.get() == before;
    }

    private int find(AnswerKind kind, String key) {
        return Objects.requireNonNull(kinds.get(kind)).find(key).orElseThrow();
    }

    private void run(String sql) {
        new JdbcTemplate(database.dataSource()).execute(sql);
    }
}
