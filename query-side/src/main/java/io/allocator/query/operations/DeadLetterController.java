package io.allocator.query.operations;

import io.allocator.api.query.DeadLettersView;
import io.allocator.api.query.FindDeadLettersQuery;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.allocator.query.feed.EventFeed;
import io.allocator.query.feed.FeedEvent;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.feed.UnreadableEvent;
import io.allocator.query.paging.Cursors;
import io.allocator.query.paging.Limit;
import io.allocator.query.paging.Listing;
import io.allocator.query.paging.Page;
import io.allocator.query.paging.Slice;
import io.allocator.query.readmodel.DeadLetters;
import io.allocator.query.readmodel.Retries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class DeadLetterController {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);

    private static final int SHOWN = 100;

    /** PostgreSQL's code. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** A view's name has no space. */
    private static final Cursors<Place> CURSORS = new Cursors<>("dead-letters",
            place -> place.view() + " " + place.sku(),
            text -> {
                var parts = text.split(" ", 2);
                return new Place(parts[0], parts.length == 1 ? "" : parts[1]);
            });

    private final QueryGateway queries;
    private final DeadLetters letters;
    private final DeadLetterQueries sequences;
    private final Retries retries;
    private final EventFeed feed;

    DeadLetterController(QueryGateway queries, DeadLetters letters, DeadLetterQueries sequences, Retries retries,
            EventFeed feed) {
        this.queries = queries;
        this.letters = letters;
        this.sequences = sequences;
        this.retries = retries;
        this.feed = feed;
    }

    /** Behind this view and SKU. */
    private record Place(String view, String sku) {}

    /**
     * A sequence and its first letters.
     *
     * @param sequence the sequence
     * @param letters the first of them, in their order
     */
    record SequenceDetails(DeadLettersView.Sequence sequence, List<LetterView> letters) {}

    /**
     * An event that the view lacks.
     *
     * @param globalIndex its place in the log
     * @param sequenceNumber its place among the events of the SKU, from 0
     * @param type its name, without "Event"
     * @param time when it was decided; {@code null} when that cannot be read
     * @param data what it says; {@code null} when it cannot be read
     * @param unreadable why it cannot be read; {@code null} when it can
     */
    record LetterView(long globalIndex, long sequenceNumber, String type, @Nullable Instant time,
            @Nullable Object data, @Nullable String unreadable) {}

    @Operation(
            summary = "The SKUs that views have set aside since an event of theirs could not be taken in, by view and "
                    + "SKU; a page at a time, from the cursor that the page before gave as next")
    @GetMapping("/operations/dead-letters")
    Page<DeadLettersView.Sequence> deadLetters(@RequestParam(defaultValue = Limit.DEFAULT) @Limit int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return new Listing<>(DeadLettersView.Sequence.class, CURSORS, this::slice).page(cursor, limit);
    }

    private Slice<DeadLettersView.Sequence, Place> slice(@Nullable Place after, int limit) {
        var from = Objects.requireNonNullElse(after, new Place("", ""));
        var found = queries.query(new FindDeadLettersQuery(from.view(), from.sku(), limit),
                ResponseTypes.instanceOf(DeadLettersView.class)).join();
        var items = found.items();
        return new Slice<>(items,
                found.more() ? new Place(items.getLast().view(), items.getLast().sku()) : null);
    }

    @Operation(summary = "What a view lacks of a SKU, with the first hundred events; 404 when the SKU is not set aside")
    @GetMapping("/operations/dead-letters/{view}/{sku}")
    SequenceDetails deadLetters(@PathVariable String view, @PathVariable @Identifier String sku) {
        var found = letters.find(view, sku).orElseThrow(() -> notAside(view, sku));
        var sequence = sequences.toView(found);
        var first = Math.toIntExact(Math.min(SHOWN, sequence.events()));
        return new SequenceDetails(sequence, first == 0
                ? List.of()
                : feed.eventsOf(sku, found.sequenceNumber(), first).stream().map(DeadLetterController::letter)
                        .toList());
    }

    private static LetterView letter(FeedEvent event) {
        return switch (event) {
            case RecordedEvent e -> new LetterView(e.globalIndex(), e.sequenceNumber(),
                    RecordedEvent.name(e.event().getClass().getName()), e.time(), e.event(), null);
            case UnreadableEvent e -> new LetterView(e.globalIndex(), e.sequenceNumber(), e.type(), e.time(), null,
                    e.cause());
        };
    }

    @Operation(summary = "Try the events of a SKU again, in their order, until one fails; 404 when the SKU is not set "
            + "aside. Of very many only some are tried: with some remaining and no cause, ask again")
    @PostMapping("/operations/dead-letters/{view}/{sku}/retry")
    Retries.Outcome retry(@PathVariable String view, @PathVariable @Identifier String sku) {
        return inTime(() -> retries.retry(view, sku)).orElseThrow(() -> notAside(view, sku));
    }

    @Operation(summary = "Give the first event up for good and try the others: the view goes on without just that one, "
            + "until it is made again and meets it again. With the sequence number of that event, 409 when the first is "
            + "another by now")
    @PostMapping("/operations/dead-letters/{view}/{sku}/discard")
    Retries.Outcome discard(@PathVariable String view, @PathVariable @Identifier String sku,
            @RequestParam(required = false) @Nullable Long event) {
        var first = letters.find(view, sku).orElseThrow(() -> notAside(view, sku));
        var expected = Objects.requireNonNullElse(event, first.sequenceNumber());
        var outcome = inTime(() -> retries.discard(view, sku, expected)).orElseThrow(() -> new ProblemException(
                Problem.of(ProblemType.CONFLICT, "View " + view + " has gone on; another event is the first by now")));
        log.warn("View {} goes on without event {} of {}", view, expected, sku);
        return outcome;
    }

    /** A lock that was not got in time, or a deadlock: nothing was changed. */
    private static <T> T inTime(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            if (!isBusy(e)) {
                throw e;
            }
            log.warn("Nothing was retried: {}", e.toString());
            throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "The view is busy; try again"));
        }
    }

    /** Spring has no name for a lock that was not got in time. */
    private static boolean isBusy(DataAccessException e) {
        return e instanceof TransientDataAccessException
                || (e.getRootCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState()));
    }

    private static ProblemException notAside(String view, String sku) {
        return new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "View " + view + " has not set " + sku + " aside"));
    }
}
