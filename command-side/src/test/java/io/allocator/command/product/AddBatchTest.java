package io.allocator.command.product;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.event.BatchAddedEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** AddBatch: once is new, the same again is no change, other data is a conflict; then drain. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AddBatchTest extends ProductFixture {

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

    @Test
    void then_the_waiting_lines_get_stock_in_accepted_order_and_one_that_does_not_fit_is_passed_over() {
        given(batch("b1", 2, null), waiting("o1", 7), waiting("o2", 20), waiting("o3", 3), waiting("o4", 4))
                .when(new AddBatchCommand(CHAIR, "b2", 10, TOMORROW))
                .expectEvents(batch("b2", 10, TOMORROW), gotStock("o1", 7, "b2", TOMORROW),
                        gotStock("o3", 3, "b2", TOMORROW))
                .expectResultMessagePayload(
                        new AddBatchOutcome.Added(new BatchStatus("b2", CHAIR, TOMORROW, 10, 10, 0)));
    }

    @Test
    void a_batch_of_which_nothing_is_left_still_keeps_its_reference() {
        given(batch("b1", 10, null), line("o1", 10, "b1", null), batch("b2", 1, null))
                .andGivenCommands(new ShipLineCommand(CHAIR, "o1", "1"))
                .when(new AddBatchCommand(CHAIR, "b1", 10, null))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new AddBatchOutcome.AlreadyAdded(new BatchStatus("b1", CHAIR, null, 10, 0, 10)));
    }
}
