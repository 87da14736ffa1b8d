package io.allocator.command.product;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/**
 * The products that were used last, as many as there is room for by their lines and batches.
 *
 * <p>Of one product no more is counted than a part of the room. So one that is larger than all of the room stays as long as it is
 * in use: to read it again with each command would take the node seconds for each. And it does not turn out all others
 * either.
 */
final class KeptProducts {

    private static final int LARGEST_PART = 8;

    private final long room;
    private final long largest;
    private final Map<String, Weighed> products = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    /** As many as have so many lines and batches together. */
    KeptProducts(long room) {
        this.room = room;
        this.largest = Math.max(1, room / LARGEST_PART);
    }

    /**
     * A product in memory.
     *
     * @param product itself
     * @param version its last event when nobody was deciding about it
     * @param snapshot the version of which a snapshot was last taken
     */
    record Kept(EventSourcedAggregate<Product> product, long version, long snapshot) {

        boolean isUnchanged() {
            return Long.valueOf(version).equals(product.version());
        }
    }

    /** What was counted for a product, which has changed since. */
    private record Weighed(Kept kept, long weight) {}

    /** The one of this SKU, which is thereby in use; {@code null} when it is not kept. */
    synchronized @Nullable Kept get(String sku) {
        var found = products.get(sku);
        return found == null ? null : found.kept;
    }

    /** Keeps one, and lets go of those that were not used for the longest. */
    synchronized void put(String sku, Kept kept) {
        remove(sku);
        var weight = Math.min(kept.product().getAggregateRoot().size(), largest);
        products.put(sku, new Weighed(kept, weight));
        taken += weight;
        var eldest = products.entrySet().iterator();
        while (taken > room && products.size() > 1) {
            taken -= eldest.next().getValue().weight;
            eldest.remove();
        }
    }

    /** Lets go of one. */
    synchronized void remove(String sku) {
        var removed = products.remove(sku);
        if (removed != null) {
            taken -= removed.weight;
        }
    }
}
