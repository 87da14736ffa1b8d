package io.allocator.query.readmodel;

import static io.allocator.query.readmodel.ManyRows.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which SKUs the views have set aside, and where. A SKU that is set aside stays so for a processor until it is retried;
 * its letters are all its events from the first one on, up to the view's position.
 *
 * <p>A processor's transaction looks first what is set aside, and holds a lock from before that until its end; who retries
 * takes the same lock for itself alone. So while a retry looks at position and letters, both stand still, on all nodes.
 */
@Component
public class DeadLetters {

    /** Keeps the locks apart from others of two numbers: the letters of "dead", as bytes. */
    private static final int LOCK = 0x64656164;

    private static final String ADD = """
            INSERT INTO read_model.dead_letter (processor, sku, sequence_number, global_index, type, time, cause,
                attempts)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SEQUENCES = """
            SELECT view.name, dead_letter.* FROM read_model.view JOIN read_model.dead_letter USING (processor)
            WHERE %s ORDER BY view.name, sku LIMIT ?""";

    private static final String MOVE = """
            UPDATE read_model.dead_letter SET sequence_number = ?, global_index = ?, type = ?, time = ?::timestamptz, cause = ?,
                attempts = CASE WHEN sequence_number = ? THEN attempts + 1 ELSE 1 END, last_attempt = now()
            WHERE processor = ? AND sku = ?""";

    private final JdbcOperations database;
    private final JdbcClient sql;

    DeadLetters(JdbcOperations database) {
        this.database = database;
        this.sql = JdbcClient.create(database);
    }

    /**
     * The events of a SKU that a view lacks.
     *
     * @param view which does
     * @param processor the one that keeps it
     * @param sku whose they are
     * @param sequenceNumber of the first: its place among the events of the SKU, from 0
     * @param globalIndex of the first: its place in the log
     * @param type of the first: its name, without "Event"
     * @param time when the first was decided; {@code null} when that cannot be read
     * @param cause why it could not be taken in when that was last tried
     * @param since when the SKU was set aside
     * @param attempts how often the first was tried
     * @param lastAttempt when that was last tried
     */
    public record Sequence(String view, String processor, String sku, long sequenceNumber, long globalIndex,
            String type,
            @Nullable Instant time, String cause, Instant since, int attempts, Instant lastAttempt) {}

    /** A statement of a processor's transaction: until its end, no retry looks at positions and letters. */
    static String shareLock(String processor) {
        return "SELECT pg_advisory_xact_lock_shared(%d, hashtext('%s'))".formatted(LOCK, processor);
    }

    /** Sets SKUs aside, each from a letter on. */
    void add(String processor, Collection<Letter> letters, int attempts) {
        ManyRows.<Letter>of(database, ADD, column("text", _ -> processor), column("text", Letter::sku),
                column("bigint", Letter::sequenceNumber), column("bigint", Letter::globalIndex),
                column("text", Letter::type), column("timestamptz", Letter::time), column("text", Letter::cause),
                column("integer", _ -> attempts)).write(letters);
    }

    /** Waits until no transaction of a processor is under way, and lets none begin until this one ends. */
    void lock(String processor) {
        sql.sql("SELECT pg_advisory_xact_lock(?, hashtext(?))").params(LOCK, processor).query(String.class).optional();
    }

    /** Has a sequence begin later, or with the same event once more. */
    void move(String processor, Letter first) {
        sql.sql(MOVE).param(first.sequenceNumber()).param(first.globalIndex()).param(first.type())
                .param(timestamp(first.time())).param(first.cause()).param(first.sequenceNumber()).param(processor)
                .param(first.sku()).update();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** Ends a sequence: the view has all that it is to have. */
    void end(String processor, String sku) {
        sql.sql("DELETE FROM read_model.dead_letter WHERE processor = ? AND sku = ?").params(processor, sku).update();
    }

    /** Forgets those of a processor that is no more. */
    void forget(String processor) {
        sql.sql("DELETE FROM read_model.dead_letter WHERE processor = ?").param(processor).update();
    }

    /** What a view lacks of a SKU. */
    public Optional<Sequence> find(String view, String sku) {
        return sql.sql(SEQUENCES.formatted("view.name = ? AND sku = ?")).params(view, sku, 1).query(this::sequence)
                .optional();
    }

    /**
     * What the views lack, in the order of view and SKU.
     *
     * @param afterView behind this view and SKU; empty to begin
     */
    public List<Sequence> list(String afterView, String afterSku, int limit) {
        return sql.sql(SEQUENCES.formatted("(view.name, sku) > (?, ?)")).params(afterView, afterSku, limit)
                .query(this::sequence).list();
    }

    /** For each SKU that a view has set aside, the sequence number of the first event that it lacks. */
    public Map<String, Long> firstOf(String view) {
        return sql.sql("""
                SELECT sku, sequence_number FROM read_model.view JOIN read_model.dead_letter USING (processor)
                WHERE view.name = ?""").param(view).query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many SKUs a processor has set aside. */
    public long count(String processor) {
        return sql.sql("SELECT count(*) FROM read_model.dead_letter WHERE processor = ?").param(processor)
                .query(Long.class).single();
    }

    /** How many SKUs a view has set aside. */
    public long countOf(String view) {
        return sql.sql("""
                SELECT count(*) FROM read_model.view JOIN read_model.dead_letter USING (processor)
                WHERE view.name = ?""").param(view).query(Long.class).single();
    }

    /** Whether a view that is read lacks an event of a SKU. */
    public boolean isAside(String sku, long sequenceNumber) {
        return sql.sql("""
                SELECT EXISTS (SELECT FROM read_model.view JOIN read_model.dead_letter USING (processor)
                WHERE sku = ? AND sequence_number <= ?)""").params(sku, sequenceNumber).query(Boolean.class).single();
    }

    private Sequence sequence(ResultSet row, int number) throws SQLException {
        var time = row.getObject("time", OffsetDateTime.class);
        return new Sequence(row.getString("name"), row.getString("processor"), row.getString("sku"),
                row.getLong("sequence_number"), row.getLong("global_index"), row.getString("type"),
                time == null ? null : time.toInstant(),
                row.getString("cause"), row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"), row.getObject("last_attempt", OffsetDateTime.class).toInstant());
    }
}
