package io.allocator.query.readmodel;

import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The tables' transactions, the positions in the log, and the bus that brings queries to their handlers. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ReadModelConfiguration {

    @Bean(initMethod = "migrate")
    ReadModelSchema readModelSchema(DataSource dataSource) {
        return new ReadModelSchema(dataSource);
    }

    /** Projections write by JDBC, and so does the token store in the same transaction; JPA only reads. */
    @Bean
    @Qualifier("projections")
    TransactionManager projectionTransactions(DataSource dataSource) {
        return new SpringTransactionManager(new DataSourceTransactionManager(dataSource));
    }

    /**
     * Positions are stored beside the views, in the transaction that changes the views: nothing is projected twice or
     * passed over, whenever the process dies.
     */
    @Bean
    TokenStore readModelTokens(DataSource dataSource, ReadModelProperties properties, QuerySides querySides) {
        var schema = TokenSchema.builder().setTokenTable(ReadModelSchema.NAME + ".token_entry")
                .setProcessorNameColumn("processor_name").setSegmentColumn("segment").setTokenColumn("token")
                .setTokenTypeColumn("token_type").setTimestampColumn("time_stamp").setOwnerColumn("owner").build();
        var positions = TokenSerializer.create();
        return new StrictTokenStore(
                JdbcTokenStore.builder().connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                        .serializer(positions).schema(schema).contentType(String.class)
                        .claimTimeout(properties.claimTimeout()).nodeId(querySides.name()),
                positions, querySides);
    }

    /** Without transactions of its own: each query handler says which it needs. */
    @Bean
    QueryBus queryBus(Configuration axon, QueryUpdateEmitter updates) {
        return SimpleQueryBus.builder().transactionManager(NoTransactionManager.INSTANCE)
                .messageMonitor(axon.messageMonitor(QueryBus.class, "queryBus")).queryUpdateEmitter(updates).build();
    }
}
