package io.allocator.query.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The last audit, where every node finds it. */
@Component
class AuditStore {

    private static final String BEGIN = """
            INSERT INTO read_model.audit (id, state, began, report) VALUES (?, 'RUNNING', now(), ?::jsonb)
            ON CONFLICT (only_row) DO UPDATE SET id = excluded.id, state = excluded.state, began = excluded.began,
                ended = NULL, stopping = false, report = excluded.report""";

    private static final String REPORT = """
            UPDATE read_model.audit SET report = ?::jsonb WHERE id = ? RETURNING stopping""";

    private static final String END = """
            UPDATE read_model.audit SET state = ?, ended = now(), report = ?::jsonb WHERE id = ?""";

    private static final String STOP = """
            UPDATE read_model.audit SET stopping = true WHERE state = 'RUNNING'""";

    private static final String FIND = """
            SELECT state, began, ended, report,
                EXISTS (SELECT FROM pg_locks
                    WHERE locktype = 'advisory' AND granted AND objsubid = 1
                        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                        AND classid::bigint << 32 | objid::bigint = ?) AS alive
            FROM read_model.audit""";

    private final JdbcClient database;
    private final JsonMapper json = JsonMapper.shared();

    AuditStore(JdbcClient database) {
        this.database = database;
    }

    void begin(UUID id, AuditReport report) {
        database.sql(BEGIN).params(id, json.writeValueAsString(report)).update();
    }

    /** Tells how far it is. Gives whether it is to stop, also because another has begun. */
    boolean report(UUID id, AuditReport report) {
        return database.sql(REPORT).params(json.writeValueAsString(report), id).query(Boolean.class).optional()
                .orElse(true);
    }

    void end(UUID id, AuditStatus.State state, AuditReport report) {
        database.sql(END).params(state.name(), json.writeValueAsString(report), id).update();
    }

    /** Asks the one that runs to stop. Gives whether one does. */
    boolean stop() {
        return find().filter(audit -> audit.state() == AuditStatus.State.RUNNING).isPresent()
                && database.sql(STOP).update() == 1;
    }

    /** The last audit; one that has died as such. */
    Optional<AuditStatus> find() {
        var found = read();
        // between reading the row and looking for the lock it may have ended as it should: then the row says so now
        return found.filter(Found::isDead).isPresent() ? read().map(Found::status) : found.map(Found::status);
    }

    private Optional<Found> read() {
        return database.sql(FIND).param(AuditSession.LOCK).query(this::row).optional();
    }

    private Found row(ResultSet row, int number) throws SQLException {
        var report = json.readValue(row.getString("report"), AuditReport.class);
        return new Found(AuditStatus.of(AuditStatus.State.valueOf(row.getString("state")),
                row.getObject("began", OffsetDateTime.class), row.getObject("ended", OffsetDateTime.class), report),
                row.getBoolean("alive"));
    }

    private record Found(AuditStatus stored, boolean alive) {

        boolean isDead() {
            return stored.state() == AuditStatus.State.RUNNING && !alive;
        }

        AuditStatus status() {
            return isDead() ? stored.died() : stored;
        }
    }
}
