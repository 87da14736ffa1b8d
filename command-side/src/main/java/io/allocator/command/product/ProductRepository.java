package io.allocator.command.product;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
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
 */
class ProductRepository extends EventSourcingRepository<Product> {

    private static final String LOADED_VERSION = ProductRepository.class.getName() + ".loadedVersion/";

    private final EventStore eventStore;
    private final Cache<String, EventSourcedAggregate<Product>> products;

    ProductRepository(Builder<Product> builder, EventStore eventStore, long maximumCacheSize) {
        super(builder);
        this.eventStore = eventStore;
        this.products = Caffeine.newBuilder().maximumWeight(maximumCacheSize)
                .weigher((String _, EventSourcedAggregate<Product> product) -> product.getAggregateRoot().size())
                .build();
    }

    @Override
    protected EventSourcedAggregate<Product> doLoadWithLock(String sku, @Nullable Long expectedVersion) {
        var unitOfWork = CurrentUnitOfWork.get();
        unitOfWork.onRollback(_ -> products.invalidate(sku));
        var kept = products.getIfPresent(sku);
        var product = kept != null ? kept : super.doLoadWithLock(sku, expectedVersion);
        unitOfWork.resources().put(LOADED_VERSION + sku, product.version());
        return product;
    }

    @Override
    protected void doSaveWithLock(EventSourcedAggregate<Product> product) {
        if (product.version() == null) {
            // asked about an unknown SKU: there is nothing to keep
            return;
        }
        var sku = product.identifierAsString();
        var unitOfWork = CurrentUnitOfWork.get();
        if (Objects.equals(product.version(), unitOfWork.getResource(LOADED_VERSION + sku))) {
            ensureNothingWasMissed(sku, product.version());
        }
        unitOfWork.onRollback(_ -> products.invalidate(sku));
        products.put(sku, product);
    }

    private void ensureNothingWasMissed(String sku, long version) {
        var stored = eventStore.lastSequenceNumberFor(sku).orElse(-1L);
        if (stored != version) {
            throw new ConcurrencyException(
                    "Product " + sku + " was decided about at version " + version + ", the store is at " + stored);
        }
    }
}
