package io.allocator.query.readmodel;

import io.allocator.query.feed.EventFeed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes views again, from the beginning of the log, while the old ones go on serving. A processor of another name fills
 * tables in another schema; once it is where the old one is, it takes its place ({@link SwitchOver}).
 *
 * <p>All there is to know is in the database. A process that dies leaves nothing undone that the next does not go on with.
 */
@Component
public class Rebuilds {

    /** Where the tables of a view stand while they are filled. */
    static final String SCHEMA = "read_model_rebuild";

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private static final String STATES = "SELECT name, processor, rebuilding, began, rebuilt FROM read_model.view";

    /** Fewer events than this are taken in as they come. */
    private static final long WORTH_FILLING = 20_000;

    private final JdbcClient database;
    private final List<Projection> projections;
    private final Positions positions;
    private final DeadLetters letters;
    private final EventFeed feed;
    private final TransactionTemplate transaction;
    private final EmptyCopies copies;

    Rebuilds(DataSource dataSource, List<Projection> projections, Positions positions, DeadLetters letters,
            EventFeed feed) {
        this.database = JdbcClient.create(dataSource);
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
                tables.forEach(table -> database.sql("DROP TABLE " + SCHEMA + "." + table).update());
            });
            return processor.isPresent();
        });
        return Boolean.TRUE.equals(cancelled);
    }

    List<String> tables(State state) {
        return projection(state.name()).map(Projection::tables).orElse(List.of());
    }

    Optional<Projection> projection(String view) {
        return projections.stream().filter(p -> p.view().equals(view)).findFirst();
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

    /** Forgets all that a processor has left but its tables. */
    void forget(String processor) {
        database.sql("DELETE FROM read_model.token_entry WHERE processor_name = ?").param(processor).update();
        letters.forget(processor);
    }
}
