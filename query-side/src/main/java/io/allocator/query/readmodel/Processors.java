package io.allocator.query.readmodel;

import io.allocator.query.feed.EventFeed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Gives every view a pooled processor that reads the feed, and runs it while the program does. */
@Component
class Processors implements SmartLifecycle {

    /** The longest wait before a failed processor tries again. */
    private static final Duration RETRY_CAP = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final ReadModelProperties properties;
    private final Positions positions;
    private final List<View> views;
    private volatile boolean running;

    Processors(List<Projection> projections, EventFeed feed, @Qualifier("readModelTokens") TokenStore tokens,
            @Qualifier("projections") TransactionManager transactions, ReadModelProperties properties,
            Positions positions) {
        this.feed = feed;
        this.tokens = tokens;
        this.transactions = transactions;
        this.properties = properties;
        this.positions = positions;
        this.views = projections.stream().map(this::view).toList();
    }

    private record View(EventProcessor processor, ScheduledExecutorService coordinator,
            ScheduledExecutorService workers) {}

    private View view(Projection projection) {
        var name = projection.view();
        var workers = Executors.newScheduledThreadPool(properties.segments(), new AxonThreadFactory(name));
        var coordinator = new CappedScheduler(name + "-coordinator", RETRY_CAP);
        var claimMillis = properties.claimInterval().toMillis();
        var processor = PooledStreamingEventProcessor.builder().name(name).messageSource(feed).tokenStore(tokens)
                .transactionManager(transactions).eventHandlerInvoker(new WholeBatches(projection, positions))
                // an event that cannot be projected stops its view until it can: Axon's default logs it and goes on
                .errorHandler(PropagatingErrorHandler.instance())
                // from the beginning, and not as a replay: a new view is no repetition
                .initialToken(source -> source.createTailToken()).initialSegmentCount(properties.segments())
                .batchSize(properties.batchSize()).claimExtensionThreshold(claimMillis)
                // also while one long batch is being projected
                .tokenClaimInterval(claimMillis).enableCoordinatorClaimExtension().workerExecutor(workers)
                .coordinatorExecutor(coordinator).build();
        return new View(processor, coordinator, workers);
    }

    @Override
    public void start() {
        views.forEach(view -> view.processor().start());
        running = true;
    }

    /** Lets what is being projected be finished, all views at once. */
    @Override
    public void stop() {
        running = false;
        CompletableFuture.allOf(
                views.stream().map(view -> view.processor().shutdownAsync()).toArray(CompletableFuture[]::new)).join();
        views.stream().flatMap(view -> Stream.of(view.coordinator(), view.workers()))
                .forEach(ExecutorService::shutdown);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
