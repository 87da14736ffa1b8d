package io.allocator.command.product;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Loads products and keeps the ones in use, bounded by the lines and batches that they hold.
 *
 * <p>A kept product can be behind the event store when another node has written. An event decided on old state fails
 * at the store's unique key; an answer without an event would pass unseen. So before such an answer the product's
 * version is compared with the store's: when it is behind, the command fails with a {@link ConcurrencyException}, and
 * is decided again on what the store holds.
 *
 * <p>A snapshot is due after so many events, or a quarter of the product's size if that is more: what is written and
 * read for each event then stays the same for a product of a hundred thousand open lines.
 */
class ProductRepository extends EventSourcingRepository<Product> {

    private static final String LOADED = ProductRepository.class.getName() + ".loaded/";
    private static final String SNAPSHOT = ProductRepository.class.getName() + ".snapshot/";
    private static final long NO_SNAPSHOT = -1;
    private static final int SNAPSHOT_PART_OF_SIZE = 4;

    private final EventStore eventStore;
    private final Snapshotter snapshotter;
    private final int snapshotEvery;
    private final Cache<String, Kept> products;

    /** A product, and the version of which a snapshot was last taken. */
    private record Kept(EventSourcedAggregate<Product> product, long snapshot) {}

    ProductRepository(Builder<Product> builder, EventStore eventStore, Snapshotter snapshotter,
            ProductSettings settings) {
        super(builder);
        this.eventStore = eventStore;
        this.snapshotter = snapshotter;
        this.snapshotEvery = settings.snapshotEvery();
        this.products = Caffeine.newBuilder().maximumWeight(settings.cacheSize())
                .weigher((String _, Kept kept) -> kept.product().getAggregateRoot().size()).build();
    }

    @Override
    protected EventSourcedAggregate<Product> doLoadWithLock(String sku, @Nullable Long expectedVersion) {
        var unitOfWork = CurrentUnitOfWork.get();
        unitOfWork.onRollback(_ -> products.invalidate(sku));
        var kept = products.getIfPresent(sku);
        if (kept != null) {
            unitOfWork.resources().put(SNAPSHOT + sku, kept.snapshot());
        }
        var product = kept != null ? kept.product() : super.doLoadWithLock(sku, expectedVersion);
        unitOfWork.resources().put(LOADED + sku, product.version());
        return product;
    }

    @Override
    protected DomainEventStream readEvents(String sku) {
        var events = super.readEvents(sku);
        var startsWithSnapshot = events.hasNext() && events.peek().getPayloadType() == Product.class;
        CurrentUnitOfWork.get().resources().put(SNAPSHOT + sku,
                startsWithSnapshot ? events.peek().getSequenceNumber() : NO_SNAPSHOT);
        return events;
    }

    @Override
    protected void doSaveWithLock(EventSourcedAggregate<Product> product) {
        var version = product.version();
        if (version == null) {
            // asked about an unknown SKU: there is nothing to keep
            return;
        }
        var sku = product.identifierAsString();
        var unitOfWork = CurrentUnitOfWork.get();
        if (Objects.equals(version, unitOfWork.getResource(LOADED + sku))) {
            ensureNothingWasMissed(sku, version);
        }
        unitOfWork.onRollback(_ -> products.invalidate(sku));
        products.put(sku, new Kept(product, snapshotIfDue(product, sku, version)));
    }

    private void ensureNothingWasMissed(String sku, long version) {
        var stored = eventStore.lastSequenceNumberFor(sku).orElse(-1L);
        if (stored != version) {
            throw new ConcurrencyException(
                    "Product " + sku + " was decided about at version " + version + ", the store is at " + stored);
        }
    }

    private long snapshotIfDue(EventSourcedAggregate<Product> product, String sku, long version) {
        var last = Objects.requireNonNullElse(CurrentUnitOfWork.get().<Long>getResource(SNAPSHOT + sku), NO_SNAPSHOT);
        var due = Math.max(snapshotEvery, product.getAggregateRoot().size() / SNAPSHOT_PART_OF_SIZE);
        if (version - last < due) {
            return last;
        }
        snapshotter.scheduleSnapshot(Product.class, sku);
        return version;
    }
}
