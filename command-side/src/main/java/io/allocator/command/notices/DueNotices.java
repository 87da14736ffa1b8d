package io.allocator.command.notices;

import io.allocator.api.event.ShortageStartedEvent;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices that are still to be sent, in a table of the event store. The row is written in the transaction that appends
 * the event: there is a notice if, and only if, the decision is committed. It hangs on the decision: events that are read
 * again, to load a product or to rebuild a view, do not come here.
 *
 * <p>The database's clock counts, not that of a node.
 */
class DueNotices implements Consumer<List<? extends EventMessage<?>>> {

    /**
     * For how long one who takes a notice has it alone. Longer than any conversation with a mail server (its time limits
     * are in {@code command-side.yaml}). No transaction is kept open for it: that of a slow server would be ended.
     */
    private static final Duration TAKEN_FOR = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private volatile Runnable onDue = () -> {};

    DueNotices(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    /** A notice that the caller has alone, and which try it is, from 1. */
    record Taken(ShortageNotice notice, int tries) {}

    /** Has this run after each commit that makes a notice due. */
    void onDue(Runnable action) {
        onDue = action;
    }

    /** Called with the events of a unit of work that is about to commit. */
    @Override
    public void accept(List<? extends EventMessage<?>> events) {
        for (var event : events) {
            if (event.getPayload() instanceof ShortageStartedEvent shortage) {
                note(event, shortage);
                CurrentUnitOfWork.get().root().afterCommit(_ -> onDue.run());
            }
        }
    }

    private void note(EventMessage<?> event, ShortageStartedEvent shortage) {
        jdbc.sql("""
                INSERT INTO event_store.shortage_notice
                    (event_identifier, sku, order_id, line_id, quantity, started_at) VALUES (?, ?, ?, ?, ?, ?)
                """).params(event.getIdentifier(), shortage.sku(), shortage.orderId(), shortage.lineId(),
                shortage.quantity(), event.getTimestamp().atOffset(ZoneOffset.UTC)).update();
    }

    /** Takes a due notice, so that nobody else does: it is next due only when its sender must have ended. */
    Optional<Taken> take() {
        // SKIP LOCKED: two that take at once get different ones, and none waits for the other
        return jdbc.sql("""
                UPDATE event_store.shortage_notice
                SET tries = tries + 1, next_try_at = now() + ? * interval '1 millisecond'
                WHERE event_identifier = (
                    SELECT event_identifier FROM event_store.shortage_notice
                    WHERE sent_at IS NULL AND next_try_at <= now()
                    ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING event_identifier, sku, order_id, line_id, quantity, started_at, tries
                """).param(TAKEN_FOR.toMillis())
                .query((row, _) -> new Taken(new ShortageNotice(row.getString("event_identifier"),
                        row.getString("sku"), row.getString("order_id"), row.getString("line_id"),
                        row.getInt("quantity"), row.getObject("started_at", OffsetDateTime.class).toInstant()),
                        row.getInt("tries")))
                .optional();
    }

    void sent(ShortageNotice notice) {
        jdbc.sql("UPDATE event_store.shortage_notice SET sent_at = now(), last_error = NULL WHERE event_identifier = ?")
                .param(notice.eventIdentifier()).update();
    }

    void failed(ShortageNotice notice, String error, Duration pause) {
        jdbc.sql("""
                UPDATE event_store.shortage_notice
                SET last_error = ?, next_try_at = now() + ? * interval '1 millisecond' WHERE event_identifier = ?
                """).params(error.replace('\0', ' '), pause.toMillis(), notice.eventIdentifier()).update();
    }

    /** How long it is until a notice is due; negative when one is; empty when none is waiting. */
    Optional<Duration> untilNext() {
        return jdbc.sql("""
                SELECT ceil(extract(epoch FROM next_try_at - clock_timestamp()) * 1000)::bigint
                FROM event_store.shortage_notice WHERE sent_at IS NULL ORDER BY next_try_at LIMIT 1
                """).query(Long.class).optional().map(Duration::ofMillis);
    }
}
