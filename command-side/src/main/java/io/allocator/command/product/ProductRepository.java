package io.allocator.command.product;

import io.allocator.command.eventstore.StoredVersions;
import io.allocator.command.past.PastStockStore;
import io.allocator.command.product.KeptProducts.Kept;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads products and keeps the ones in use, bounded by the lines and batches that they hold.
 *
 * <p>A kept product can be behind the event store when another node has written. An event decided on old state fails
 * at the store's unique key; an answer without an event would pass unseen. So before such an answer the product's
 * version is compared with the store's: when it is behind, the command fails with a {@link ConcurrencyException}, and
 * is decided again on what the store holds.
 *
 * <p>Commands that are committed together share the products, so what is noted about a product is noted at the
 * outermost unit of work. When that fails, none of its products is kept.
 *
 * <p>A snapshot is due after so many events, or a quarter of the product's size if that is more: what is written and
 * read for each event then stays the same for a product of a hundred thousand open lines.
 */
class ProductRepository extends EventSourcingRepository<Product> {

    private static final Logger log = LoggerFactory.getLogger(ProductRepository.class);

    private static final String KEPT = ProductRepository.class.getName() + ".kept";
    private static final String DECIDED = ProductRepository.class.getName() + ".decided";
    private static final String SNAPSHOT = ProductRepository.class.getName() + ".snapshot/";
    private static final long NO_SNAPSHOT = -1;
    private static final int SNAPSHOT_PART_OF_SIZE = 4;

    private final EventStore eventStore;
    private final StoredVersions storedVersions;
    private final Snapshots snapshots;
    private final PastStockStore past;
    private final int snapshotEvery;
    private final KeptProducts products;

    ProductRepository(Builder<Product> builder, EventStore eventStore, StoredVersions storedVersions,
            Snapshots snapshots,
            PastStockStore past, ProductSettings settings) {
        super(builder);
        this.eventStore = eventStore;
        this.storedVersions = storedVersions;
        this.snapshots = snapshots;
        this.past = past;
        this.snapshotEvery = settings.snapshotEvery();
        this.products = new KeptProducts(settings.cacheSize(), System::nanoTime);
    }

    /** Called once for each product; from then on the outermost unit of work knows it. */
    @Override
    protected EventSourcedAggregate<Product> doLoadWithLock(String sku, @Nullable Long expectedVersion) {
        var outermost = CurrentUnitOfWork.get().root();
        outermost.onRollback(_ -> products.remove(sku));
        var kept = products.get(sku);
        if (kept == null) {
            return super.doLoadWithLock(sku, expectedVersion);
        }
        keptIn(outermost).put(sku, kept);
        outermost.resources().put(SNAPSHOT + sku, kept.snapshot());
        return kept.product();
    }

    /** Which products of this unit of work were not read from the store in it. */
    private Map<String, Kept> keptIn(UnitOfWork<?> outermost) {
        return outermost.getOrComputeResource(KEPT, _ -> {
            var kept = new HashMap<String, Kept>();
            outermost.onPrepareCommit(_ -> ensureNothingWasMissed(kept));
            return kept;
        });
    }

    @Override
    protected DomainEventStream readEvents(String sku) {
        var events = super.readEvents(sku);
        var startsWithSnapshot = startsWithSnapshot(events);
        if (startsWithSnapshot && !isReadable(events.peek())) {
            events = eventStore.readEvents(sku, 0);
            startsWithSnapshot = false;
        }
        CurrentUnitOfWork.get().root().resources().put(SNAPSHOT + sku,
                startsWithSnapshot ? events.peek().getSequenceNumber() : NO_SNAPSHOT);
        past.lookAgain(sku);
        return events;
    }

    private static boolean startsWithSnapshot(DomainEventStream events) {
        return events.hasNext() && events.peek().getPayloadType() == Product.class;
    }

    /** Axon falls back to the events only where no snapshot is found, and reads what is in it later. */
    private static boolean isReadable(DomainEventMessage<?> snapshot) {
        try {
            return snapshot.getPayload() != null;
        } catch (SerializationException e) {
            log.warn("The snapshot of {} cannot be read, all its events are", snapshot.getAggregateIdentifier(), e);
            return false;
        }
    }

    /** Called after each command; what is to be done once is done before the commit. */
    @Override
    protected void doSaveWithLock(EventSourcedAggregate<Product> product) {
        decidedIn(CurrentUnitOfWork.get().root()).add(product);
    }

    private Set<EventSourcedAggregate<Product>> decidedIn(UnitOfWork<?> outermost) {
        return outermost.getOrComputeResource(DECIDED, _ -> {
            Set<EventSourcedAggregate<Product>> decided = Collections.newSetFromMap(new IdentityHashMap<>());
            outermost.onPrepareCommit(_ -> decided.forEach(product -> keep(product, outermost)));
            return decided;
        });
    }

    private void keep(EventSourcedAggregate<Product> product, UnitOfWork<?> outermost) {
        var version = product.version();
        if (version == null) {
            // asked about an unknown SKU: there is nothing to keep
            return;
        }
        var sku = product.identifierAsString();
        products.put(sku, new Kept(product, version, snapshotIfDue(product, sku, version, outermost)));
    }

    private void ensureNothingWasMissed(Map<String, Kept> kept) {
        var unchanged = kept.entrySet().stream().filter(entry -> entry.getValue().isUnchanged())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().version()));
        if (unchanged.isEmpty()) {
            return;
        }
        var different = storedVersions.differentFrom(unchanged);
        if (!different.isEmpty()) {
            throw new ConcurrencyException("Decided without an event on products that have changed: " + different);
        }
    }

    private long snapshotIfDue(EventSourcedAggregate<Product> product, String sku, long version,
            UnitOfWork<?> outermost) {
        var last = Objects.requireNonNullElse(outermost.<Long>getResource(SNAPSHOT + sku), NO_SNAPSHOT);
        var due = Math.max(snapshotEvery, product.getAggregateRoot().size() / SNAPSHOT_PART_OF_SIZE);
        if (version - last < due) {
            return last;
        }
        var state = product.getAggregateRoot().captured();
        outermost.afterCommit(_ -> snapshots.take(sku, version, state));
        return version;
    }
}
