package io.allocator.command.product;

import static io.allocator.api.command.OnShortage.REJECT;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.BatchStatus;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.command.references.BatchReferences;
import java.time.LocalDate;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules of a product's commands, one scenario each. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProductTest {

    private static final String CHAIR = "RED-CHAIR";
    private static final LocalDate TOMORROW = LocalDate.of(2011, 1, 2);
    private static final LocalDate LATER = LocalDate.of(2011, 2, 1);

    private FixtureConfiguration<Product> fixture;

    @BeforeEach
    void aProduct() {
        fixture = new AggregateTestFixture<>(Product.class);
        // the reference of another SKU's batch
        BatchReferences references = (reference, _) -> !reference.equals("of-a-table");
        fixture.registerInjectableResource(references);
    }

    @Nested
    class Add_batch {

        @Test
        void the_first_batch_makes_the_SKU_known() {
            fixture.givenNoPriorActivity()
                    .when(new AddBatchCommand(CHAIR, "b1", 100, null))
                    .expectEvents(new BatchAddedEvent(CHAIR, "b1", 100, null))
                    .expectResultMessagePayload(
                            new AddBatchOutcome.Added(new BatchStatus("b1", CHAIR, null, 100, 0, 0)));
        }

        @Test
        void the_same_reference_with_the_same_data_again_changes_nothing() {
            given(batch("b1", 100, TOMORROW), line("o1", 10, "b1", TOMORROW))
                    .when(new AddBatchCommand(CHAIR, "b1", 100, TOMORROW))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new AddBatchOutcome.AlreadyAdded(new BatchStatus("b1", CHAIR, TOMORROW, 100, 10, 0)));
        }

        @Test
        void the_same_reference_with_another_quantity_is_a_conflict() {
            given(batch("b1", 100, null))
                    .when(new AddBatchCommand(CHAIR, "b1", 101, null))
                    .expectNoEvents()
                    .expectResultMessagePayload(new AddBatchOutcome.Conflict(
                            "Batch b1 exists with other data: 100 units, in the warehouse"));
        }

        @Test
        void the_same_reference_with_another_ETA_is_a_conflict() {
            given(batch("b1", 100, TOMORROW))
                    .when(new AddBatchCommand(CHAIR, "b1", 100, LATER))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new AddBatchOutcome.Conflict("Batch b1 exists with other data: 100 units, ETA 2011-01-02"));
        }

        @Test
        void the_reference_of_another_SKUs_batch_is_a_conflict() {
            given(batch("b1", 100, null))
                    .when(new AddBatchCommand(CHAIR, "of-a-table", 100, null))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new AddBatchOutcome.Conflict("Batch of-a-table exists for another SKU"));
        }

        @Test
        void the_reference_of_another_SKUs_batch_does_not_make_the_SKU_known() {
            fixture.givenNoPriorActivity()
                    .when(new AddBatchCommand(CHAIR, "of-a-table", 100, null))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new AddBatchOutcome.Conflict("Batch of-a-table exists for another SKU"));
        }
    }

    @Nested
    class Allocate {

        @Test
        void an_unknown_SKU_is_invalid() {
            fixture.givenNoPriorActivity()
                    .when(allocate("o1", 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(new AllocateOutcome.InvalidSku());
        }

        @Test
        void the_warehouse_is_preferred_to_a_shipment() {
            given(batch("shipment", 100, TOMORROW), batch("warehouse", 100, null))
                    .when(allocate("o1", 10))
                    .expectEvents(line("o1", 10, "warehouse", null))
                    .expectResultMessagePayload(new AllocateOutcome.Allocated("warehouse", null));
        }

        @Test
        void the_earlier_shipment_is_preferred_to_the_later() {
            given(batch("later", 100, LATER), batch("earlier", 100, TOMORROW))
                    .when(allocate("o1", 10))
                    .expectEvents(line("o1", 10, "earlier", TOMORROW))
                    .expectResultMessagePayload(new AllocateOutcome.Allocated("earlier", TOMORROW));
        }

        @Test
        void among_equals_the_one_added_first_is_preferred() {
            given(batch("z-first", 100, TOMORROW), batch("a-second", 100, TOMORROW))
                    .when(allocate("o1", 10))
                    .expectEvents(line("o1", 10, "z-first", TOMORROW));
        }

        @Test
        void a_batch_that_cannot_take_the_whole_line_is_passed_over() {
            given(batch("warehouse", 9, null), batch("shipment", 100, TOMORROW))
                    .when(allocate("o1", 10))
                    .expectEvents(line("o1", 10, "shipment", TOMORROW));
        }

        @Test
        void a_line_can_take_the_last_unit() {
            given(batch("b1", 20, null), line("o1", 10, "b1", null))
                    .when(allocate("o2", 10))
                    .expectEvents(line("o2", 10, "b1", null));
        }

        @Test
        void the_very_same_line_again_gets_the_current_answer_and_changes_nothing() {
            given(batch("b1", 100, TOMORROW), line("o1", 10, "b1", TOMORROW), batch("warehouse", 100, null))
                    .when(allocate("o1", 10))
                    .expectNoEvents()
                    .expectResultMessagePayload(new AllocateOutcome.AlreadyAllocated("b1", TOMORROW));
        }

        @Test
        void the_same_line_with_another_quantity_is_a_conflict() {
            given(batch("b1", 100, null), line("o1", 10, "b1", null))
                    .when(allocate("o1", 11))
                    .expectNoEvents()
                    .expectResultMessagePayload(new AllocateOutcome.Conflict(
                            "The line 1 of order o1 is allocated with another quantity, 10"));
        }

        @Test
        void another_line_of_the_same_order_and_SKU_is_a_line_of_its_own() {
            given(batch("b1", 100, null), line("o1", 10, "b1", null))
                    .when(new AllocateCommand(CHAIR, "o1", "2", 11, REJECT))
                    .expectEvents(new LineAllocatedEvent(CHAIR, "o1", "2", 11, "b1", null));
        }
    }

    @Nested
    class Out_of_stock {

        @Test
        void the_first_refusal_of_a_shortage_is_recorded() {
            given(batch("b1", 10, null), line("o1", 10, "b1", null))
                    .when(allocate("o2", 1))
                    .expectEvents(new ShortageStartedEvent(CHAIR, "o2", "1", 1))
                    .expectResultMessagePayload(new AllocateOutcome.OutOfStock());
        }

        @Test
        void further_refusals_are_answered_alike_and_not_recorded() {
            given(batch("b1", 10, null), line("o1", 10, "b1", null), new ShortageStartedEvent(CHAIR, "o2", "1", 1))
                    .when(allocate("o3", 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(new AllocateOutcome.OutOfStock());
        }

        @Test
        void a_smaller_line_that_fits_is_allocated_during_a_shortage() {
            given(batch("b1", 10, null), new ShortageStartedEvent(CHAIR, "o1", "1", 11))
                    .when(allocate("o2", 10))
                    .expectEvents(line("o2", 10, "b1", null));
        }

        @Test
        void the_next_refusal_after_the_supply_grew_is_recorded_again() {
            given(batch("b1", 10, null), new ShortageStartedEvent(CHAIR, "o1", "1", 11), batch("b2", 5, null))
                    .when(allocate("o3", 12))
                    .expectEvents(new ShortageStartedEvent(CHAIR, "o3", "1", 12));
        }

        @Test
        void a_refused_line_can_be_allocated_once_there_is_stock() {
            given(batch("b1", 10, null), new ShortageStartedEvent(CHAIR, "o1", "1", 11), batch("b2", 11, null))
                    .when(allocate("o1", 11))
                    .expectEvents(line("o1", 11, "b2", null));
        }
    }

    private TestExecutor<Product> given(ProductEvent... events) {
        return fixture.given((Object[]) events);
    }

    private static AllocateCommand allocate(String orderId, int quantity) {
        return new AllocateCommand(CHAIR, orderId, "1", quantity, REJECT);
    }

    private static BatchAddedEvent batch(String reference, int quantity, @Nullable LocalDate eta) {
        return new BatchAddedEvent(CHAIR, reference, quantity, eta);
    }

    private static LineAllocatedEvent line(String orderId, int quantity, String batch, @Nullable LocalDate eta) {
        return new LineAllocatedEvent(CHAIR, orderId, "1", quantity, batch, eta);
    }
}
