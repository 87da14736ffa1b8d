package io.allocator.query.readmodel;

import io.allocator.query.feed.EventFeed;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the pooled processors that read the feed for a projection. */
@Component
class Processors {

    /** The longest wait before a failed processor looks for events again. */
    private static final Duration RETRY_CAP = Duration.ofSeconds(2);

    /** Events of a transaction that makes a view again: nobody waits for its rows, and fewer are written twice. */
    private static final int FILLED_AT_ONCE = 10_000;

    private final EventFeed feed;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final DeadLetters letters;
    private final JdbcOperations database;
    private final TransactionTemplate savepoint;
    private final ReadModelProperties properties;
    private final Positions positions;

    Processors(EventFeed feed, @Qualifier("readModelTokens") TokenStore tokens,
            @Qualifier("projections") TransactionManager transactions, DataSource dataSource,
            JdbcOperations database, ReadModelProperties properties, Positions positions, DeadLetters letters) {
        this.feed = feed;
        this.tokens = tokens;
        this.transactions = transactions;
        this.letters = letters;
        this.database = database;
        this.savepoint = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.properties = properties;
        this.positions = positions;
    }

    /**
     * Starts one.
     *
     * @param name under which its position is kept
     * @param isRebuild whether it makes the view again, beside the tables that are being read
     */
    RunningProcessor start(String name, Projection projection, boolean isRebuild) {
        // more would wait for each other, and take the connections from those who read
        var threads = Math.min(properties.segments(), Runtime.getRuntime().availableProcessors());
        var workers = Executors.newScheduledThreadPool(threads, new AxonThreadFactory(name));
        var coordinator = new CappedScheduler(name + "-coordinator", RETRY_CAP);
        var claimMillis = properties.claimInterval().toMillis();
        var processor = PooledStreamingEventProcessor.builder().name(name)
                .messageSource(feed.inPages(isRebuild ? FILLED_AT_ONCE : properties.batchSize())).tokenStore(tokens)
                .transactionManager(transactions)
                .eventHandlerInvoker(new WholeBatches(name, projection,
                        new Beginning(database, positions, target(name, isRebuild), name), letters, positions,
                        savepoint))
                // what fails is tried again, until it is set aside: Axon's default logs it and goes on
                .errorHandler(PropagatingErrorHandler.instance())
                // from the beginning, and not as a replay: a new view is no repetition
                .initialToken(source -> source.createTailToken()).initialSegmentCount(properties.segments())
                // a page is a transaction's work
                .batchSize(1).claimExtensionThreshold(claimMillis)
                // also while one long batch is being projected
                .tokenClaimInterval(claimMillis).enableCoordinatorClaimExtension().workerExecutor(workers)
                .coordinatorExecutor(coordinator).build();
        processor.start();
        return new RunningProcessor(processor, coordinator, workers,
                () -> positions.segments(name).stream().map(Positions.SegmentPosition::segment).toList());
    }

    /**
     * What a batch begins with: says where the tables are, and that they are this processor's to write. The commit waits
     * for the disk, whatever the server's setting: rows and position would be lost together, but a processor that outlives
     * the server goes on from the position in its memory, and what was lost before that it would never project again. Rows
     * that change are looked up by their keys; by the server's default, which is that of a slow disk, it would rather read
     * a table of 17,000 rows to change 80 of them.
     */
    private static String target(String name, boolean isRebuild) {
        var settings = "SET LOCAL synchronous_commit TO on; SET LOCAL random_page_cost TO 1.1; SET LOCAL search_path TO ";
        return isRebuild
                ? settings + Rebuilds.SCHEMA + "; " + Rebuilds.mustBeRebuilding(name)
                : settings + ReadModelSchema.NAME;
    }
}
