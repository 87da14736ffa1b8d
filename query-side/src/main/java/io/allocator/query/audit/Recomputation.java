package io.allocator.query.audit;

import io.allocator.query.feed.FeedEvent;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.readmodel.Positions;
import io.allocator.query.readmodel.DeadLetters;
import io.allocator.query.readmodel.Letter;
import io.allocator.query.readmodel.Projection;
import io.allocator.query.readmodel.SetAside;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;

/** A view that is made again, from the beginning of the log and as far as the live one is. */
final class Recomputation {

    private final Projection projection;
    private final SetAside setAside;
    private final Positions positions;
    private final DeadLetters letters;
    private TakenIn here = TakenIn.NOTHING;
    private TakenIn there = TakenIn.NOTHING;
    private Map<String, Long> lacks = Map.of();
    private final Map<String, Long> everLacked = new HashMap<>();

    /**
     * Begins with nothing.
     *
     * @param savepoint makes transactions within the one under way
     */
    Recomputation(Projection projection, Positions positions, DeadLetters letters, TransactionOperations savepoint) {
        this.projection = projection;
        this.setAside = new SetAside(projection, savepoint);
        this.positions = positions;
        this.letters = letters;
    }

    Projection projection() {
        return projection;
    }

    /** Looks where the live view is now; to be called in a transaction. */
    void look() {
        positions.versionOf(projection.view()).ifPresent(this::requireOwn);
        there = TakenIn.of(positions.ofView(projection.view()));
        lacks = letters.firstOf(projection.view());
        if (!there.follows(here)) {
            throw new AuditFailedException(
                    "View " + projection.view() + " was begun anew during the audit; run it again");
        }
        everLacked.forEach((sku, first) -> {
            if (!first.equals(lacks.get(sku))) {
                throw new AuditFailedException("Events of " + sku + " that were set aside were projected during the "
                        + "audit; run it again");
            }
        });
        everLacked.putAll(lacks);
    }

    /** What another version of the projection makes may look different. */
    private void requireOwn(int version) {
        if (version != projection.version()) {
            throw new AuditFailedException("View " + projection.view() + " is made by version " + version
                    + " of its projection, and this program has version " + projection.version()
                    + "; run it again when no view is being made again, with the newest program");
        }
    }

    /** What this has to take in to be where the live view is. */
    boolean wants(FeedEvent event) {
        return there.contains(event.sku(), event.globalIndex())
                && !here.contains(event.sku(), event.globalIndex())
                && event.sequenceNumber() < lacks.getOrDefault(event.sku(), Long.MAX_VALUE);
    }

    /**
     * Of an event that cannot be read and was given up nothing can be made here either; that it is there, the check of the log
     * tells. What comes behind it in its SKU may fail without it, and was given up as well; the rest goes on without.
     */
    void take(List<FeedEvent> page) {
        var events = page.stream().filter(this::wants).filter(RecordedEvent.class::isInstance)
                .map(RecordedEvent.class::cast).toList();
        for (var left = events; !left.isEmpty();) {
            var failed = setAside.project(left).stream()
                    .collect(Collectors.toMap(Letter::sku, Letter::sequenceNumber));
            left = left.stream()
                    .filter(event -> event.sequenceNumber() > failed.getOrDefault(event.sku(), Long.MAX_VALUE))
                    .toList();
        }
    }

    /** All that was wanted was taken in. */
    void arrived() {
        here = there;
    }

    TakenIn here() {
        return here;
    }

    TakenIn there() {
        return there;
    }
}
