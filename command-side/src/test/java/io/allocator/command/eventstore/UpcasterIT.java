package io.allocator.command.eventstore;

import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.command.CommandSideNode;
import io.allocator.command.dispatch.ProductGateway;
import java.time.LocalDate;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event of an old shape, as it lies in the store, is today's event to whoever reads it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpcasterIT {

    /** From the shape of a revision 0, which had the book's names, to that of revision 1. */
    static final class BatchAddedNames extends SingleEventUpcaster {

        private static final String TYPE = BatchAddedEvent.class.getName();

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(TYPE, "0"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(TYPE, "1"), JsonNode.class, old -> {
                var payload = (ObjectNode) old;
                payload.set("batchReference", payload.remove("ref"));
                payload.set("purchasedQuantity", payload.remove("qty"));
                return payload;
            });
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class WithUpcaster {

        @Bean
        EventUpcaster batchAddedNames() {
            return new BatchAddedNames();
        }
    }

    @Test
    void an_old_stored_shape_read_through_the_store_is_todays_event() {
        try (var node = CommandSideNode.with(WithUpcaster.class, CommandSideNode.newDatabase())) {
            node.sql().sql("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                        time_stamp, payload_type, payload_revision, payload, meta_data)
                    VALUES ('00000000-0000-0000-0000-000000000001', 'OLD-CHAIR', 0, 'Product',
                        '2011-01-01T00:00:00.000Z', ?, '0',
                        '{"sku":"OLD-CHAIR","ref":"old-batch","qty":7,"eta":"2011-02-01"}', '{}')
                    """).param(BatchAddedEvent.class.getName()).update();

            assertThat(node.part(EventStore.class).readEvents("OLD-CHAIR").next().getPayload())
                    .isEqualTo(new BatchAddedEvent("OLD-CHAIR", "old-batch", 7, LocalDate.of(2011, 2, 1)));
            assertThat(node.part(ProductGateway.class).send(new AllocateCommand("OLD-CHAIR", "o1", "1", 7, REJECT),
                    "tester").outcome())
                    .isEqualTo(new AllocateOutcome.Allocated("old-batch", LocalDate.of(2011, 2, 1)));
        }
    }
}
