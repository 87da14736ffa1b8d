package io.allocator.query.readmodel;

import io.allocator.query.feed.EventFeed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer.PooledStreamingProcessorConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;

/** Gives every view a pooled processor that reads the feed. */
@Component
class Processors implements ConfigurerModule {

    /** The longest wait before a failed processor tries again. */
    private static final Duration RETRY_CAP = Duration.ofSeconds(5);

    private final List<Projection> projections;
    private final EventFeed feed;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final ReadModelProperties properties;

    Processors(List<Projection> projections, EventFeed feed, @Qualifier("readModelTokens") TokenStore tokens,
            @Qualifier("readModelTransactions") TransactionManager transactions, ReadModelProperties properties) {
        this.projections = projections;
        this.feed = feed;
        this.tokens = tokens;
        this.transactions = transactions;
        this.properties = properties;
    }

    @Override
    public void configureModule(Configurer configurer) {
        var events = configurer.eventProcessing();
        for (var projection : projections) {
            var view = viewOf(projection);
            events.registerTokenStore(view, c -> tokens).registerTransactionManager(view, c -> transactions)
                    // an event that cannot be projected stops its view until it can: Axon's default logs it and goes on
                    .registerListenerInvocationErrorHandler(view, c -> PropagatingErrorHandler.instance())
                    .registerErrorHandler(view, c -> PropagatingErrorHandler.instance())
                    .registerHandlerInterceptor(view, c -> new Preparation(projection))
                    .registerPooledStreamingEventProcessor(view, c -> feed, pooled(view));
        }
    }

    /** Events of one SKU go to one segment, by Axon's default for events of aggregates. */
    private PooledStreamingProcessorConfiguration pooled(String view) {
        return (axon, processor) -> {
            var workers = Executors.newScheduledThreadPool(properties.segments(), new AxonThreadFactory(view));
            var coordinator = new CappedScheduler(view + "-coordinator", RETRY_CAP);
            axon.onShutdown(workers::shutdown);
            axon.onShutdown(coordinator::shutdown);
            return processor.initialSegmentCount(properties.segments()).batchSize(properties.batchSize())
                    // from the beginning, and not as a replay: a new view is no repetition
                    .initialToken(source -> source.createTailToken())
                    .claimExtensionThreshold(properties.claimInterval().toMillis())
                    .tokenClaimInterval(properties.claimInterval().toMillis())
                    // also while one long batch is being projected
                    .enableCoordinatorClaimExtension().workerExecutor(workers).coordinatorExecutor(coordinator);
        };
    }

    private static String viewOf(Projection projection) {
        var type = AopUtils.getTargetClass(projection);
        return Objects.requireNonNull(AnnotationUtils.findAnnotation(type, ProcessingGroup.class),
                () -> type + " must name its processing group").value();
    }
}
