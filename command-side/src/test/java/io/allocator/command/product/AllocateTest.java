package io.allocator.command.product;

import static io.allocator.api.command.OnShortage.REJECT;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.event.LineAllocatedEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Allocate, rules 1 to 3: which batch a line gets. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AllocateTest extends ProductFixture {

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

    @Test
    void a_shipped_line_is_never_allocated_again() {
        given(batch("b1", 100, null), line("o1", 10, "b1", null), shipped("o1", 10, "b1"))
                .when(allocate("o1", 10))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new AllocateOutcome.Conflict("The line 1 of order o1 is shipped"));
    }
}
