package io.allocator.command.product;

import io.allocator.api.command.ProductCommand;
import io.allocator.command.eventstore.StoredVersions;
import io.allocator.command.past.PastStockStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** How products are loaded, kept and snapshotted. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProductSettings.class)
class ProductConfiguration {

    @Bean
    ProductRepository productRepository(EventStore eventStore, StoredVersions storedVersions, Snapshots snapshots,
            PastStockStore past, ProductSettings settings,
            ParameterResolverFactory parameters, HandlerDefinition handlers) {
        return new ProductRepository(EventSourcingRepository.builder(Product.class)
                .eventStore(eventStore)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers), eventStore, storedVersions, snapshots, past, settings);
    }

    /** Which product a command goes to. Axon's own way looks for annotations, with each command anew. */
    @Bean
    CommandTargetResolver productOfCommand() {
        return command -> {
            Object sku = ((ProductCommand<?>) command.getPayload()).sku();
            return new VersionedAggregateIdentifier(sku, null);
        };
    }

    @Bean
    Snapshots snapshots(EventStore eventStore, TransactionManager transactions,
            @Qualifier("snapshotExecutor") ExecutorService snapshotExecutor) {
        return new Snapshots(eventStore, transactions, snapshotExecutor);
    }

    @Bean(defaultCandidate = false, destroyMethod = "shutdown")
    ExecutorService snapshotExecutor() {
        ThreadFactory threads = Thread.ofPlatform().name("snapshots").daemon().factory();
        return Executors.newSingleThreadExecutor(threads);
    }
}
