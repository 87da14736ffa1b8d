package io.allocator.command.product;

import io.allocator.command.eventstore.SnapshotData;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots, on a thread of its own: the command that makes one due does not wait for it. They are made of what is
 * in memory; Axon's snapshotter would read a second copy of the product from the store.
 */
final class Snapshots {

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private static final String TYPE = Product.class.getSimpleName();

    private final EventStore eventStore;
    private final TransactionManager transactions;
    private final ExecutorService executor;

    Snapshots(EventStore eventStore, TransactionManager transactions, ExecutorService executor) {
        this.eventStore = eventStore;
        this.transactions = transactions;
        this.executor = executor;
    }

    /**
     * Writes one down sooner or later, or never: it can be done without.
     *
     * @param version the last event that is in it
     * @param state the product as it was then
     */
    void take(String sku, long version, Supplier<? extends SnapshotData> state) {
        try {
            executor.execute(() -> store(sku, version, state));
        } catch (RejectedExecutionException e) {
            log.debug("The program is stopping, no snapshot of {} is taken", sku, e);
        }
    }

    private void store(String sku, long version, Supplier<? extends SnapshotData> state) {
        try {
            var snapshot = new GenericDomainEventMessage<>(TYPE, sku, version, state.get());
            transactions.executeInTransaction(() -> eventStore.storeSnapshot(snapshot));
        } catch (ConcurrencyException e) {
            log.debug("Another node has taken the same snapshot of {}", sku, e);
        } catch (RuntimeException e) {
            // the next one that is due does as well
            log.warn("No snapshot of {} was taken: {}", sku, e.toString());
        }
    }
}
