package io.allocator.query.readmodel;

import io.allocator.query.feed.RecordedEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Hands a projection all events of a transaction at once. Axon calls for each event in turn: at the first of them all
 * are handed over, and the calls for the others find nothing left to do.
 */
final class WholeBatches implements EventHandlerInvoker {

    private final Projection projection;
    private final String first;
    private final JdbcOperations database;
    private final Positions positions;

    /** Runs {@code first} in each transaction before anything else: it says where the projection's tables are. */
    WholeBatches(Projection projection, String first, JdbcOperations database, Positions positions) {
        this.projection = projection;
        this.first = first;
        this.database = database;
        this.positions = positions;
    }

    /** A SKU belongs to one segment, on every node. */
    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return segment.matches(((DomainEventMessage<?>) event).getAggregateIdentifier());
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) {
        var batch = (BatchingUnitOfWork<?>) CurrentUnitOfWork.get();
        if (batch.isFirstMessage()) {
            batch.afterCommit(_ -> positions.moved());
            database.execute(first);
            projection.project(
                    batch.getMessages().stream().map(message -> RecordedEvent.of((EventMessage<?>) message)).toList());
        }
    }
}
