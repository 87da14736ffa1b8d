package io.allocator.command.eventstore;

import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.command.CommandSideNode;
import io.allocator.command.dispatch.ProductGateway;
import io.allocator.command.references.BatchReferences;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The event store as it is configured, on a real PostgreSQL. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventStoreIT {

    private static CommandSideNode node;

    @BeforeAll
    static void start() {
        node = CommandSideNode.on(CommandSideNode.newDatabase());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void an_event_is_stored_as_JSON_that_a_person_can_read() {
        send(new AddBatchCommand("READ-ME", "read-me-1", 7, null), "tester");

        assertThat(node.sql().sql("""
                SELECT sku, n, event, payload ->> 'batchReference' AS reference, meta_data ->> 'actor' AS actor
                FROM event_store.readable_event WHERE sku = 'READ-ME'
                """).query().singleRow())
                .isEqualTo(Map.of("sku", "READ-ME", "n", 0L, "event", "BatchAdded", "reference", "read-me-1", "actor",
                        "tester"));
    }

    @Test
    void every_event_carries_the_ids_of_what_caused_it() {
        send(new AddBatchCommand("CAUSED", "caused-1", 7, null), "tester");

        assertThat(node.sql().sql("""
                SELECT meta_data ? 'traceId' AND meta_data ? 'correlationId' FROM event_store.readable_event
                WHERE sku = 'CAUSED'
                """.replace("?", "??")).query(Boolean.class).single()).isTrue();
    }

    @Test
    void a_handler_that_fails_after_appending_leaves_nothing() {
        var transactions = node.part(TransactionManager.class);
        var unitOfWork = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a command that fails"));
        unitOfWork.attachTransaction(transactions);

        var result = unitOfWork.executeWithResult(() -> {
            node.part(EventStorageEngine.class)
                    .appendEvents(event("FAILS", 0, new BatchAddedEvent("FAILS", "fails-1", 1, null)));
            assertThat(events("FAILS")).as("seen from outside of the transaction").isZero();
            throw new IllegalStateException("on purpose");
        });

        assertThat(result.exceptionResult()).hasMessage("on purpose");
        assertThat(events("FAILS")).isZero();
    }

    @Test
    void the_events_of_a_transaction_are_kept_in_their_order_and_together_with_all_else_that_is_written_in_it() {
        var engine = node.part(EventStorageEngine.class);

        node.part(TransactionManager.class).executeInTransaction(() -> {
            engine.appendEvents(event("ORDERED", 0, new BatchAddedEvent("ORDERED", "ordered-0", 1, null)));
            engine.appendEvents(event("ORDERED", 1, new BatchAddedEvent("ORDERED", "ordered-1", 1, null)),
                    event("ORDERED", 2, new BatchAddedEvent("ORDERED", "ordered-2", 1, null)));
            node.part(BatchReferences.class).claim("written-behind-the-events", "ORDERED");
        });

        assertThat(
                node.sql().sql("SELECT n FROM event_store.readable_event WHERE sku = 'ORDERED' ORDER BY global_index")
                        .query(Long.class).list())
                .containsExactly(0L, 1L, 2L);
        assertThat(node.sql().sql("""
                SELECT xmin::text FROM event_store.domain_event WHERE aggregate_identifier = 'ORDERED'
                UNION SELECT xmin::text FROM event_store.batch_reference WHERE sku = 'ORDERED'
                """).query(String.class).list()).as("transactions").hasSize(1);
    }

    @Test
    void nothing_is_kept_of_a_transaction_of_which_one_event_cannot_be_appended() {
        var engine = node.part(EventStorageEngine.class);
        engine.appendEvents(event("TAKEN", 0, new BatchAddedEvent("TAKEN", "taken-1", 1, null)));

        assertThatThrownBy(() -> node.part(TransactionManager.class).executeInTransaction(() -> {
            node.part(BatchReferences.class).claim("taken-reference", "TAKEN");
            engine.appendEvents(event("NOT-TAKEN", 0, new BatchAddedEvent("NOT-TAKEN", "not-taken", 1, null)),
                    event("TAKEN", 0, new BatchAddedEvent("TAKEN", "taken-2", 1, null)));
        })).isInstanceOf(AggregateStreamCreationException.class);

        assertThat(events("NOT-TAKEN")).isZero();
        assertThat(node.sql().sql("SELECT count(*) FROM event_store.batch_reference WHERE sku = 'TAKEN'")
                .query(Long.class).single()).isZero();
    }

    @Test
    void two_writers_of_the_same_sequence_number_are_told_apart_as_a_conflict() {
        var engine = node.part(EventStorageEngine.class);
        engine.appendEvents(event("TWICE", 0, new BatchAddedEvent("TWICE", "twice-1", 1, null)),
                event("TWICE", 1, new BatchAddedEvent("TWICE", "twice-2", 1, null)));

        assertThatThrownBy(
                () -> engine.appendEvents(event("TWICE", 0, new BatchAddedEvent("TWICE", "twice-3", 1, null))))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(
                () -> engine.appendEvents(event("TWICE", 1, new BatchAddedEvent("TWICE", "twice-4", 1, null))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(events("TWICE")).isEqualTo(2);
    }

    @Test
    void the_server_ends_a_transaction_that_hangs() {
        assertThat(node.sql().sql("SHOW transaction_timeout").query(String.class).single()).isEqualTo("2min");
    }

    @Test
    void nothing_is_ever_serialized_by_XStream() {
        assertThat(node.part(Serializer.class)).isInstanceOf(Jackson3Serializer.class);
    }

    @Test
    void a_reference_is_free_again_when_its_batch_was_not_added() {
        send(new AddBatchCommand("OWNER", "owned", 1, null), "tester");
        assertThat(send(new AddBatchCommand("OTHER", "owned", 1, null), "tester"))
                .isInstanceOf(AddBatchOutcome.Conflict.class);

        assertThat(events("OTHER")).isZero();
        assertThat(allocate("OTHER", "o1", 1)).isInstanceOf(AllocateOutcome.InvalidSku.class);
        assertThat(send(new AddBatchCommand("OTHER", "others-own", 1, null), "tester"))
                .isInstanceOf(AddBatchOutcome.Added.class);
    }

    private static Object allocate(String sku, String order, int quantity) {
        return send(new AllocateCommand(sku, order, "1", quantity, REJECT), "tester");
    }

    private static Object send(ProductCommand<?> command, String actor) {
        return node.part(ProductGateway.class).send(command, actor).outcome();
    }

    private static GenericDomainEventMessage<?> event(String sku, long sequenceNumber, Object payload) {
        return new GenericDomainEventMessage<>("Product", sku, sequenceNumber, payload);
    }

    private static long events(String sku) {
        return node.sql().sql("SELECT count(*) FROM event_store.domain_event WHERE aggregate_identifier = ?").param(sku)
                .query(Long.class).single();
    }
}
