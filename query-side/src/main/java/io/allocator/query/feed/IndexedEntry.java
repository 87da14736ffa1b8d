package io.allocator.query.feed;

import org.axonframework.eventhandling.TrackedDomainEventData;

/**
 * An entry of the log that knows which it is: its token does not say so when it has filled a gap.
 *
 * @param <T> the form in which the payload is stored
 */
final class IndexedEntry<T> extends TrackedDomainEventData<T> {

    private final long globalIndex;

    private IndexedEntry(TrackedDomainEventData<T> entry, long globalIndex) {
        super(entry.trackingToken(), entry);
        this.globalIndex = globalIndex;
    }

    static <T> IndexedEntry<T> of(TrackedDomainEventData<T> entry, long globalIndex) {
        return new IndexedEntry<>(entry, globalIndex);
    }

    long globalIndex() {
        return globalIndex;
    }
}
