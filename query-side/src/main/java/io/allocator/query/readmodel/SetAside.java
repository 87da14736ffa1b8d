package io.allocator.query.readmodel;

import io.allocator.query.feed.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Projects what can be projected: within the transaction under way, it takes back what fails and finds the events to
 * blame. The SKUs are halved until those that fail stand alone: one among many costs a few statements, not one per SKU. Of
 * one that fails, the events before the failing one are kept.
 */
public final class SetAside {

    private final Projection projection;
    private final TransactionOperations savepoint;

    /** Uses savepoints of the given kind of transaction, which must be {@link TransactionDefinition#PROPAGATION_NESTED}. */
    public SetAside(Projection projection, TransactionOperations savepoint) {
        this.projection = projection;
        this.savepoint = savepoint;
    }

    /**
     * Projects events.
     *
     * @return for each SKU that fails the event at which it does; the rest of its events is not projected
     * @throws RuntimeException when something fails that will pass; then nothing of the transaction may be kept
     */
    public List<Letter> project(List<RecordedEvent> events) {
        var failing = new ArrayList<Letter>();
        if (!events.isEmpty() && tryAll(events) != null) {
            var bySku = new LinkedHashMap<String, List<RecordedEvent>>();
            events.forEach(event -> bySku.computeIfAbsent(event.sku(), _ -> new ArrayList<>()).add(event));
            split(List.copyOf(bySku.values()), failing);
        }
        return failing;
    }

    /** Of SKUs that fail together. */
    private void split(List<List<RecordedEvent>> skus, List<Letter> failing) {
        if (skus.size() == 1) {
            firstFailing(skus.getFirst()).ifPresent(failing::add);
            return;
        }
        var middle = skus.size() / 2;
        for (var half : List.of(skus.subList(0, middle), skus.subList(middle, skus.size()))) {
            if (tryAll(half.stream().flatMap(List::stream).toList()) != null) {
                split(half, failing);
            }
        }
    }

    /** One by one; there may be none, if they have failed only by coming together. */
    private Optional<Letter> firstFailing(List<RecordedEvent> events) {
        for (var event : events) {
            var failure = tryAll(List.of(event));
            if (failure != null) {
                return Optional.of(Letter.of(event, failure));
            }
        }
        return Optional.empty();
    }

    /** Gives why they cannot be projected; {@code null} when they are. */
    private @Nullable RuntimeException tryAll(List<RecordedEvent> events) {
        try {
            savepoint.executeWithoutResult(_ -> projection.project(events));
            return null;
        } catch (RuntimeException e) {
            if (PassingFailure.is(e)) {
                throw e;
            }
            return e;
        }
    }
}
