package io.allocator.query.readmodel;

import io.allocator.query.feed.EventFeed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes views again, from the beginning of the log, while the old ones go on serving. A processor of another name fills
 * tables in another schema; once it is where the old one is, the tables change places and the old processor's position is
 * deleted, in one transaction: whatever the old one still has under way cannot be committed.
 *
 * <p>All there is to know is in the database. A process that dies leaves nothing undone that the next does not go on with.
 */
@Component
public class Rebuilds {

    /** Where the tables of a view stand while they are filled. */
    static final String SCHEMA = "read_model_rebuild";

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private static final String STATES = "SELECT name, processor, rebuilding, began, rebuilt FROM read_model.view";

    /** Any number that nobody else uses: the first eight letters of "read_model_rebuild", from behind. */
    private static final long ONE_AT_A_TIME = 0x646c697562657274L;

    /** Likewise: the letters of "rebuild", from behind. */
    private static final long ONE_INDEXES = 0x00646c6975626572L;

    /** Fewer events than this are taken in as they come. */
    private static final long WORTH_FILLING = 20_000;
    /** Farther behind than this a rebuild is not worth stopping the old processor for. */
    private static final long NEARLY = 2_000;
    private static final Duration INDEXES_MAY_TAKE = Duration.ofHours(1);
    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final JdbcOperations connection;
    private final JdbcClient database;
    private final List<Projection> projections;
    private final Positions positions;
    private final DeadLetters letters;
    private final EventFeed feed;
    private final TransactionTemplate transaction;
    private final EmptyCopies copies;

    Rebuilds(DataSource dataSource, List<Projection> projections, Positions positions, DeadLetters letters,
            EventFeed feed) {
        this.connection = new JdbcTemplate(dataSource);
        this.database = JdbcClient.create(connection);
        this.projections = projections;
        this.positions = positions;
        this.copies = new EmptyCopies(database, SCHEMA);
        this.letters = letters;
        this.feed = feed;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /**
     * Which processors a view has.
     *
     * @param name the view
     * @param processor the one that keeps it
     * @param rebuilding the one that makes it again; {@code null} when none does
     * @param began when that was begun; {@code null} when none does
     * @param rebuilt when it was last made again; {@code null} when it never was
     */
    public record State(String name, String processor, @Nullable String rebuilding, @Nullable OffsetDateTime began,
            @Nullable OffsetDateTime rebuilt) {}

    /** All views, in the order of the alphabet. */
    public List<State> states() {
        return database.sql(STATES + " ORDER BY name").query(Rebuilds::state).list();
    }

    State stateOf(String view) {
        return database.sql(STATES + " WHERE name = ?").param(view).query(Rebuilds::state).single();
    }

    private static State state(ResultSet row, int number) throws SQLException {
        return new State(row.getString("name"), row.getString("processor"), row.getString("rebuilding"),
                row.getObject("began", OffsetDateTime.class), row.getObject("rebuilt", OffsetDateTime.class));
    }

    /**
     * Makes the views known that this program has; a new one is kept by a processor of its own name. With many events to
     * take in, it is made like one that is made again: beside its empty tables, and without their indexes until it is done.
     */
    void register() {
        projections.forEach(projection -> database
                .sql("INSERT INTO read_model.view (name, processor) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(projection.view(), Copy.of(projection).first()).update());
        if (isMuchInTheLog()) {
            states().stream().filter(this::isNew).map(State::name).filter(view -> projection(view).isPresent())
                    .forEach(this::begin);
        }
    }

    private boolean isMuchInTheLog() {
        try {
            return feed.lastIndex() >= WORTH_FILLING;
        } catch (EventStoreException e) {
            log.info("What is in the event log is not known yet: {}", e.getMessage());
            return false;
        }
    }

    /** Whether a view has never taken in an event. */
    boolean isNew(State state) {
        return positions.of(state.processor()).getIndex() == 0;
    }

    /**
     * A statement that fails unless this processor is making its view again. It also keeps the tables from changing places
     * until the transaction ends: one that was begun for an earlier rebuild must not write into a later one's.
     */
    static String mustBeRebuilding(String processor) {
        return """
                DO $$ BEGIN
                    PERFORM FROM read_model.view WHERE rebuilding = '%1$s' FOR SHARE;
                    IF NOT FOUND THEN RAISE EXCEPTION '%1$s is making nothing again'; END IF;
                END $$""".formatted(processor);
    }

    /** Where a processor is in the log; the least of its segments. */
    public GapAwareTrackingToken position(String processor) {
        return positions.of(processor);
    }

    /**
     * Begins to make a view again.
     *
     * @return not, when that is being done already
     * @throws java.util.NoSuchElementException when there is no such view
     */
    public boolean begin(String view) {
        var projection = projection(view).orElseThrow();
        var tables = projection.tables();
        if (Copy.of(stateOf(view).processor()).version() > projection.version()) {
            // a newer program is here already; this one would make the view as it was
            return false;
        }
        var began = transaction.<Boolean>execute(_ -> {
            var free = database.sql("""
                    UPDATE read_model.view SET rebuilding = ?, began = now() WHERE name = ? AND rebuilding IS NULL""")
                    .params(Copy.of(projection).another(), view).update();
            if (free == 1) {
                tables.forEach(copies::makeToFill);
            }
            return free == 1;
        });
        return Boolean.TRUE.equals(began);
    }

    /**
     * Gives a rebuild up; the view stays as it is.
     *
     * @return not, when there is none
     */
    public boolean cancel(String view) {
        var tables = projection(view).map(Projection::tables).orElse(List.of());
        var cancelled = transaction.<Boolean>execute(_ -> {
            var processor = database.sql("SELECT rebuilding FROM read_model.view WHERE name = ? FOR UPDATE").param(view)
                    .query(String.class).optional();
            database.sql("UPDATE read_model.view SET rebuilding = NULL, began = NULL WHERE name = ?").param(view)
                    .update();
            processor.ifPresent(name -> {
                forget(name);
                tables.forEach(table -> run("DROP TABLE " + SCHEMA + "." + table));
            });
            return processor.isPresent();
        });
        return Boolean.TRUE.equals(cancelled);
    }

    Optional<Projection> projection(String view) {
        return projections.stream().filter(p -> p.view().equals(view)).findFirst();
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

    /** Begins to make those views again that were made by an older version of their projection. */
    void renew(List<State> states) {
        for (var state : states) {
            var version = projection(state.name()).map(Projection::version).orElse(1);
            var next = state.rebuilding();
            if (Copy.of(next == null ? state.processor() : next).version() < version) {
                if (next != null) {
                    cancel(state.name());
                }
                if (begin(state.name())) {
                    log.info("View {} is being made again by version {} of its projection", state.name(), version);
                }
            }
        }
    }

    /** Whether this program has the projection that makes a copy of a view, in its version. */
    boolean canMake(String processor) {
        var copy = Copy.of(processor);
        return projection(copy.view()).filter(projection -> Copy.of(projection).equals(copy)).isPresent();
    }

    /** Lets each rebuild that is done take the place of the old view. */
    void switchOver() {
        for (var state : states()) {
            var next = state.rebuilding();
            if (next != null && canMake(next) && isNearlyDone(state, next)) {
                index(state);
                switchOver(state, next);
            }
        }
    }

    private boolean isNearlyDone(State state, String next) {
        var goal = isNew(state) ? feed.lastIndex() : positions.of(state.processor()).getIndex();
        return positions.of(next).getIndex() >= goal - NEARLY;
    }

    /** Meanwhile the processor that makes the view waits; the one that keeps it goes on. */
    private void index(State state) {
        transaction.executeWithoutResult(_ -> {
            if (database.sql("SELECT pg_try_advisory_xact_lock(?)").param(ONE_INDEXES).query(Boolean.class).single()) {
                waitLong();
                projection(state.name()).map(Projection::tables).orElse(List.of()).forEach(copies::index);
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

    private void switchOver(State state, String next) {
        var tables = projection(state.name()).map(Projection::tables).orElse(List.of());
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
            for (var table : tables) {
                run("DROP TABLE " + ReadModelSchema.NAME + "." + table);
                run("ALTER TABLE " + SCHEMA + "." + table + " SET SCHEMA " + ReadModelSchema.NAME);
            }
            forget(state.processor());
            return true;
        });
        if (Boolean.TRUE.equals(done)) {
            log.info("View {} was made again", state.name());
        }
    }

    private boolean catchesUp(String next, String old) {
        var deadline = System.nanoTime() + CATCH_UP.toNanos();
        var goal = positions.of(old);
        while (!positions.of(next).covers(goal)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    private void forget(String processor) {
        database.sql("DELETE FROM read_model.token_entry WHERE processor_name = ?").param(processor).update();
        letters.forget(processor);
    }

    private void run(String sql) {
        database.sql(sql).update();
    }
}
