package io.allocator.command.product;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/**
 * The products that were used last, as many as there is room for by their lines and batches.
 *
 * <p>Of one product no more is counted than a part of the room, as long as it is in use. So one that is larger than all
 * of the room stays: to read it again with each command would take the node seconds for each. And it does not turn out
 * all others either. Once nobody has asked for it for a while, all of it is counted.
 */
final class KeptProducts {

    private static final int LARGEST_PART = 8;
    private static final long WHILE_IN_USE = Duration.ofMinutes(1).toNanos();

    private final long room;
    private final long largest;
    private final LongSupplier nanoTime;
    private final Map<String, Weighed> products = new LinkedHashMap<>(16, 0.75f, true);
    /** Those of which only a part is counted: eight at the most, or there would be no room for them. */
    private final Map<String, Weighed> large = new HashMap<>();
    private long taken;

    /**
     * As many as have so many lines and batches together.
     *
     * @param nanoTime a clock, in nanoseconds
     */
    KeptProducts(long room, LongSupplier nanoTime) {
        this.room = room;
        this.largest = Math.max(1, room / LARGEST_PART);
        this.nanoTime = nanoTime;
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

        long size() {
            return product.getAggregateRoot().size();
        }
    }

    /** What is counted for a product, whose size may have changed since. */
    private static final class Weighed {

        private final Kept kept;
        private long weight;
        private long usedAt;

        Weighed(Kept kept, long weight, long usedAt) {
            this.kept = kept;
            this.weight = weight;
            this.usedAt = usedAt;
        }
    }

    /** The one of this SKU, which is thereby in use; {@code null} when it is not kept. */
    synchronized @Nullable Kept get(String sku) {
        var found = products.get(sku);
        if (found == null) {
            return null;
        }
        found.usedAt = nanoTime.getAsLong();
        return found.kept;
    }

    /** Keeps one, and lets go of those that were not used for the longest. */
    synchronized void put(String sku, Kept kept) {
        remove(sku);
        var size = kept.size();
        var now = nanoTime.getAsLong();
        var weighed = new Weighed(kept, Math.min(size, largest), now);
        products.put(sku, weighed);
        taken += weighed.weight;
        if (size > largest) {
            large.put(sku, weighed);
        }
        countInFullWhatIsNotInUse(now);
        var eldest = products.entrySet().iterator();
        while (taken > room && products.size() > 1) {
            var gone = eldest.next();
            taken -= gone.getValue().weight;
            large.remove(gone.getKey());
            eldest.remove();
        }
    }

    private void countInFullWhatIsNotInUse(long now) {
        large.values().removeIf(weighed -> {
            if (now - weighed.usedAt < WHILE_IN_USE) {
                return false;
            }
            taken -= weighed.weight;
            weighed.weight = weighed.kept.size();
            taken += weighed.weight;
            return true;
        });
    }

    /** Lets go of one. */
    synchronized void remove(String sku) {
        var removed = products.remove(sku);
        if (removed != null) {
            taken -= removed.weight;
            large.remove(sku);
        }
    }
}
