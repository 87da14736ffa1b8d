package io.allocator.command.eventstore;

import io.allocator.command.dispatch.ProductGateway;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The event store. Axon's own auto-configuration would not do: on Spring Boot 4 it runs before there is a data source,
 * and then goes without transactions.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {

    /** PostgreSQL's code for a duplicate key. Axon's default resolver does not know it. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** Events read at once when a product is loaded. */
    private static final int READ_AHEAD = 1_000;

    /**
     * Connections for the write side, fetched only when a statement is run: a command that waits for its product's lock
     * must not hold one.
     */
    @Bean(defaultCandidate = false)
    @Qualifier("eventStore")
    LazyConnectionDataSourceProxy eventStoreDataSource(DataSource dataSource) throws SQLException {
        EventStoreSchema.migrate(dataSource);
        return new LazyConnectionDataSourceProxy(dataSource);
    }

    /** One transaction for each command: its events and what goes with them are committed together. */
    @Bean
    @Primary
    TransactionManager eventStoreTransactions(@Qualifier("eventStore") LazyConnectionDataSourceProxy dataSource) {
        return new SpringTransactionManager(new DataSourceTransactionManager(dataSource));
    }

    @Bean
    EventStorageEngine eventStorageEngine(@Qualifier("eventStore") LazyConnectionDataSourceProxy dataSource,
            TransactionManager transactions, Configuration configuration, Jackson3Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new PostgresEventStorageEngine(JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .transactionManager(transactions)
                .schema(EventStoreSchema.TABLES)
                .dataType(String.class)
                .eventSerializer(eventSerializer)
                .snapshotSerializer(new SnapshotSerializer(serializer))
                .snapshotFilter(configuration.snapshotFilter())
                .upcasterChain(configuration.upcasterChain())
                .persistenceExceptionResolver(new SQLStateResolver(UNIQUE_VIOLATION))
                .batchSize(READ_AHEAD), dataSource, transactions);
    }

    @Bean
    EventStore eventStore(EventStorageEngine engine, CommitSignal signal) {
        var store = EmbeddedEventStore.builder().storageEngine(engine).build();
        store.subscribe(signal);
        return store;
    }

    @Bean
    CommitSignal commitSignal(DataSource dataSource) {
        return new CommitSignal(dataSource);
    }

    /** Each event carries which message it came from, and in the end which request. */
    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOriginProvider();
    }

    /** Each event carries who asked for it. */
    @Bean
    CorrelationDataProvider actor() {
        return new SimpleCorrelationDataProvider(ProductGateway.ACTOR);
    }
}
