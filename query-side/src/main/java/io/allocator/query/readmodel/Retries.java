package io.allocator.query.readmodel;

import io.allocator.query.feed.EventFeed;
import io.allocator.query.feed.FeedEvent;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.feed.UnreadableEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings into a view what was set aside: projects the letters of a SKU up to where the view is, from when on its
 * processor goes on with them. Many letters are done in several transactions; in each the view's processor stands still.
 */
@Component
public class Retries {

    private static final int PIECE = 500;
    /** After this the answer is given, and who asked can ask for the rest. */
    private static final Duration ENOUGH = Duration.ofSeconds(10);
    private static final String PATIENCE = "SET LOCAL lock_timeout = '10s'";

    private final JdbcClient database;
    private final EventFeed feed;
    private final DeadLetters letters;
    private final Positions positions;
    private final Rebuilds rebuilds;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;

    Retries(DataSource dataSource, EventFeed feed, DeadLetters letters, Positions positions, Rebuilds rebuilds) {
        var transactions = new DataSourceTransactionManager(dataSource);
        this.database = JdbcClient.create(dataSource);
        this.feed = feed;
        this.letters = letters;
        this.positions = positions;
        this.rebuilds = rebuilds;
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * How far a retry got.
     *
     * @param retried letters that the view has now
     * @param remaining those that it still lacks
     * @param cause why the first of these failed again; {@code null} when none did
     */
    public record Outcome(long retried, long remaining, @Nullable String cause) {}

    /**
     * Tries all letters of a SKU again, in their order, until one fails.
     *
     * @return empty when the SKU is not set aside
     */
    public Optional<Outcome> retry(String view, String sku) {
        return go(view, sku, null);
    }

    /**
     * Gives the first letter up for good, and tries the others.
     *
     * @param sequenceNumber the first's, so that nobody gives up another than he has seen
     * @return empty when that is not the first one set aside
     */
    public Optional<Outcome> discard(String view, String sku, long sequenceNumber) {
        return go(view, sku, sequenceNumber);
    }

    private Optional<Outcome> go(String view, String sku, @Nullable Long givenUp) {
        return rebuilds.projection(view)
                .flatMap(projection -> piece(projection, sku, givenUp).map(first -> goOn(projection, sku, first)));
    }

    private Outcome goOn(Projection projection, String sku, Piece first) {
        var deadline = System.nanoTime() + ENOUGH.toNanos();
        var last = first;
        var retried = (long) first.projected();
        while (last.remaining() > 0 && last.cause() == null && System.nanoTime() < deadline) {
            // there is none when somebody else has done it meanwhile
            last = piece(projection, sku, null).orElseGet(() -> new Piece(0, 0, null));
            retried += last.projected();
        }
        positions.moved();
        return new Outcome(retried, last.remaining(), last.cause());
    }

    /**
     * What one transaction has done.
     *
     * @param projected how many letters the view has now
     * @param remaining how many it still lacks
     * @param cause why the first of these has failed; {@code null} when it was not tried, or there is none
     */
    private record Piece(int projected, long remaining, @Nullable String cause) {}

    /** Gives none when the SKU is not set aside, or not at the event that is to be given up. */
    private Optional<Piece> piece(Projection projection, String sku, @Nullable Long givenUp) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var view = projection.view();
            run(PATIENCE);
            // in the order in which a processor takes them
            var processor = rebuilds.stateOf(view).processor();
            letters.lock(processor);
            projection.tables().forEach(
                    table -> run("LOCK TABLE " + ReadModelSchema.NAME + "." + table + " IN ROW EXCLUSIVE MODE"));
            // a rebuild may have taken the view's place meanwhile; from here on it cannot
            var isStill = rebuilds.stateOf(view).processor().equals(processor);
            return letters.find(view, sku).filter(_ -> isStill)
                    .filter(sequence -> givenUp == null || givenUp == sequence.sequenceNumber())
                    .map(sequence -> piece(projection, processor, sequence, givenUp != null));
        }));
    }

    private Piece piece(Projection projection, String processor, DeadLetters.Sequence sequence, boolean withoutFirst) {
        run("SET LOCAL search_path TO " + ReadModelSchema.NAME);
        var sku = sequence.sku();
        var position = positions.of(processor, sku);
        var from = sequence.sequenceNumber() + (withoutFirst ? 1 : 0);
        var events = feed.eventsOf(sku, from, PIECE + 1).stream()
                .filter(event -> Positions.includes(position, event.globalIndex())).toList();
        var tried = events.subList(0, Math.min(PIECE, events.size()));
        var failing = project(projection, tried);
        if (failing == null && events.size() == tried.size()) {
            letters.end(processor, sku);
            return new Piece(tried.size(), 0, null);
        }
        var next = failing == null ? Letter.of(events.getLast(), sequence.cause()) : failing;
        letters.move(processor, next);
        return new Piece(Math.toIntExact(next.sequenceNumber() - from),
                feed.countOf(sku, next.sequenceNumber(), position.getIndex()),
                failing == null ? null : failing.cause());
    }

    /** Gives the first that fails; {@code null} when none does. */
    private @Nullable Letter project(Projection projection, List<FeedEvent> events) {
        var readable = new ArrayList<RecordedEvent>();
        Letter unreadable = null;
        for (var event : events) {
            if (event instanceof UnreadableEvent failing) {
                unreadable = Letter.of(failing);
                break;
            }
            readable.add((RecordedEvent) event);
        }
        var failing = new SetAside(projection, savepoint).project(readable);
        return failing.isEmpty() ? unreadable : failing.getFirst();
    }

    private void run(String sql) {
        database.sql(sql).update();
    }
}
