package io.allocator.query.readmodel;

import io.allocator.query.feed.FeedEvent;
import io.allocator.query.feed.FeedPage;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.feed.UnreadableEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands a projection all events of a page at once, in one transaction. What the stored position includes is passed over:
 * where a process has several segments, Axon brings some of them what they have had before ({@link StrictTokenStore}).
 *
 * <p>A failure that will pass ends the transaction, and Axon tries again for as long as it takes. Any other is tried again a
 * few times; then the SKUs that fail are set aside, in the transaction in which the others go on.
 */
final class WholeBatches implements EventHandlerInvoker {

    private static final Logger log = LoggerFactory.getLogger(WholeBatches.class);

    private final String processor;
    private final Projection projection;
    private final Beginning beginning;
    private final DeadLetters letters;
    private final Positions positions;
    private final SetAside setAside;
    private final Patience patience = new Patience();

    /**
     * Hands over what a processor reads.
     *
     * @param beginning what each transaction begins with: it says where the projection's tables are
     * @param savepoint makes transactions within the one under way
     */
    WholeBatches(String processor, Projection projection, Beginning beginning, DeadLetters letters,
            Positions positions, TransactionOperations savepoint) {
        this.processor = processor;
        this.projection = projection;
        this.beginning = beginning;
        this.letters = letters;
        this.positions = positions;
        this.setAside = new SetAside(projection, savepoint);
    }

    /** Axon asks once for each segment before it hands a page over: each takes its own events out of it. */
    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        FeedPage.of(message).taken();
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        var page = FeedPage.of(message);
        var part = segment.getSegmentId();
        var transaction = CurrentUnitOfWork.get();
        transaction.afterCommit(_ -> {
            positions.moved();
            patience.succeeded(part);
        });
        transaction.onCleanup(_ -> page.done());
        // a SKU belongs to one segment, on every node
        var events = page.events().stream().filter(event -> segment.matches(event.sku())).toList();
        var found = events.isEmpty() ? beginning.withNone(part) : beginning.with(events, part);
        StrictTokenStore.found(transaction, found.position());
        take(events.stream().filter(event -> !Positions.includes(found.position(), event.globalIndex())).toList(),
                found.aside(), part);
    }

    private void take(List<FeedEvent> events, Set<String> aside, int segment) {
        var readable = new ArrayList<RecordedEvent>(events.size());
        var failing = new LinkedHashMap<String, Letter>();
        for (var event : events) {
            if (!aside.contains(event.sku()) && !failing.containsKey(event.sku())) {
                switch (event) {
                    case RecordedEvent recorded -> readable.add(recorded);
                    // as often as it is tried, it stays as it is
                    case UnreadableEvent unreadable -> failing.put(unreadable.sku(), Letter.of(unreadable));
                }
            }
        }
        // before the unreadable event of a SKU there may be one that fails
        project(readable, segment).forEach(letter -> failing.put(letter.sku(), letter));
        if (!failing.isEmpty()) {
            letters.add(processor, failing.values(), patience.tries(segment));
            failing.values()
                    .forEach(letter -> log.warn("{} sets {} aside from event {} on: {}", processor, letter.sku(),
                            letter.sequenceNumber(), letter.cause()));
        }
    }

    private List<Letter> project(List<RecordedEvent> events, int segment) {
        if (patience.isOver(segment)) {
            var failing = setAside.project(events);
            if (!failing.isEmpty()) {
                patience.hasSetAside();
            }
            return failing;
        }
        try {
            if (!events.isEmpty()) {
                projection.project(events);
            }
            return List.of();
        } catch (RuntimeException e) {
            if (!PassingFailure.is(e)) {
                patience.failed(segment);
            }
            throw e;
        }
    }
}
