package io.allocator.query.readmodel;

import io.allocator.query.feed.EventFeed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a rebuilt view in the place of the old one: the tables change places and the old processor's position is deleted, in
 * one transaction. Whatever the old one still has under way cannot be committed.
 */
@Component
public class SwitchOver {

    private static final Logger log = LoggerFactory.getLogger(SwitchOver.class);

    /** Any number that nobody else uses: the first eight letters of "read_model_rebuild", from behind. */
    private static final long ONE_AT_A_TIME = 0x646c697562657274L;

    /** Likewise: the letters of "rebuild", from behind. */
    private static final long ONE_INDEXES = 0x00646c6975626572L;

    /** Farther behind than this a rebuild is not worth stopping the old processor for. */
    private static final long NEARLY = 2_000;
    private static final Duration INDEXES_MAY_TAKE = Duration.ofHours(1);
    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    /** After a try that did not come to an end: meanwhile the old processor goes on. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final JdbcOperations connection;
    private final JdbcClient database;
    private final Rebuilds rebuilds;
    private final Positions positions;
    private final EventFeed feed;
    private final ChangedKeys changedKeys;
    private final EmptyCopies copies;
    private final TransactionTemplate transaction;
    /** By view, when the last try did not come to an end. */
    private final Map<String, Long> failedAt = new HashMap<>();

    SwitchOver(DataSource dataSource, Rebuilds rebuilds, Positions positions, EventFeed feed,
            ChangedKeys changedKeys) {
        this.connection = new JdbcTemplate(dataSource);
        this.database = JdbcClient.create(connection);
        this.rebuilds = rebuilds;
        this.positions = positions;
        this.feed = feed;
        this.changedKeys = changedKeys;
        this.copies = new EmptyCopies(database, Rebuilds.SCHEMA);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /**
     * Does something while no view is replaced by a rebuilt one, on any node. It must not take for ever: rebuilds that are done wait
     * for it. All of it runs on one connection, bound to the thread.
     */
    public void whileNoneIsReplaced(Runnable work) {
        database.sql("SELECT pg_advisory_lock_shared(?)").param(ONE_AT_A_TIME).query().singleRow();
        try {
            work.run();
        } finally {
            database.sql("SELECT pg_advisory_unlock_shared(?)").param(ONE_AT_A_TIME).query().singleRow();
        }
    }

    /**
     * Lets each rebuild that is done take the place of the old view. Called by one thread.
     *
     * @return whether there was one
     */
    boolean toWhatIsDone() {
        var isAnyDone = false;
        for (var state : rebuilds.states()) {
            var next = state.rebuilding();
            if (next != null && rebuilds.canMake(next) && !isPausing(state.name()) && isNearlyDone(state, next)) {
                isAnyDone |= hasTakenPlace(state, next);
            }
        }
        return isAnyDone;
    }

    private boolean isPausing(String view) {
        var failed = failedAt.get(view);
        return failed != null && System.nanoTime() - failed < PAUSE.toNanos();
    }

    private boolean hasTakenPlace(Rebuilds.State state, String next) {
        try {
            index(state);
            if (switchOver(state, next)) {
                failedAt.remove(state.name());
                return true;
            }
        } catch (DataAccessException | TransactionException e) {
            // somebody reads for long, or the database is away
            log.debug("View {} could not be replaced", state.name(), e);
        }
        failedAt.put(state.name(), System.nanoTime());
        return false;
    }

    private boolean isNearlyDone(Rebuilds.State state, String next) {
        var goal = rebuilds.isNew(state) ? feed.lastIndex() : shown(state.processor()).getIndex();
        return positions.of(next).getIndex() >= goal - NEARLY;
    }

    /** Meanwhile the processor that makes the view waits; the one that keeps it goes on. */
    private void index(Rebuilds.State state) {
        transaction.executeWithoutResult(_ -> {
            if (database.sql("SELECT pg_try_advisory_xact_lock(?)").param(ONE_INDEXES).query(Boolean.class).single()) {
                // in one process with the write side the connections are its
                run("SET LOCAL transaction_timeout = 0");
                waitLong();
                rebuilds.tables(state).forEach(copies::index);
            }
        });
    }

    /** For an answer on this connection, until the pool has it back: an index on a large table takes its time. */
    private void waitLong() {
        connection.execute((ConnectionCallback<Boolean>) one -> {
            one.setNetworkTimeout(Runnable::run, Math.toIntExact(INDEXES_MAY_TAKE.toMillis()));
            return true;
        });
    }

    private boolean switchOver(Rebuilds.State state, String next) {
        var tables = rebuilds.tables(state);
        var done = transaction.<Boolean>execute(status -> {
            if (!database.sql("SELECT pg_try_advisory_xact_lock(?)").param(ONE_AT_A_TIME).query(Boolean.class)
                    .single()) {
                return false;
            }
            run("SET LOCAL lock_timeout = '2s'");
            // the old processor stands still, readers go on
            tables.forEach(table -> run("LOCK TABLE " + ReadModelSchema.NAME + "." + table + " IN SHARE MODE"));
            if (!tables.stream().allMatch(copies::isIndexed) || !catchesUp(next, state.processor()) || database.sql("""
                    UPDATE read_model.view SET processor = rebuilding, rebuilding = NULL, began = NULL, rebuilt = now()
                    WHERE name = ? AND rebuilding = ?""").params(state.name(), next).update() == 0) {
                status.setRollbackOnly();
                return false;
            }
            // nobody reads these yet, but they may be being vacuumed: that gives way after a second
            tables.forEach(table -> run("LOCK TABLE " + Rebuilds.SCHEMA + "." + table + " IN ACCESS EXCLUSIVE MODE"));
            // who comes to read waits behind this one, as long as it waits for somebody who reads for long
            run("SET LOCAL lock_timeout = '250ms'");
            for (var table : tables) {
                run("DROP TABLE " + ReadModelSchema.NAME + "." + table);
                run("ALTER TABLE " + Rebuilds.SCHEMA + "." + table + " SET SCHEMA " + ReadModelSchema.NAME);
            }
            // the tables that were there had what notes their changes; while they are filled, nobody reads the new ones
            changedKeys.noteThoseOfAllTables();
            rebuilds.forget(state.processor());
            return true;
        });
        if (Boolean.TRUE.equals(done)) {
            log.info("View {} was made again", state.name());
        }
        return Boolean.TRUE.equals(done);
    }

    private boolean catchesUp(String next, String old) {
        var deadline = System.nanoTime() + CATCH_UP.toNanos();
        var goal = shown(old);
        while (!positions.of(next).covers(goal)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    /** What one of its segments has shown, the new view has to have, whichever segment that is in it. */
    private GapAwareTrackingToken shown(String processor) {
        return positions.segments(processor).stream().map(Positions.SegmentPosition::position)
                .reduce(Positions.NOWHERE, SwitchOver::farther);
    }

    private static GapAwareTrackingToken farther(GapAwareTrackingToken one, GapAwareTrackingToken other) {
        return (GapAwareTrackingToken) one.upperBound(other);
    }

    private void run(String sql) {
        database.sql(sql).update();
    }
}
