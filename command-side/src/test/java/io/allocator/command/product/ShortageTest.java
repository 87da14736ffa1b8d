package io.allocator.command.product;

import static io.allocator.api.command.OnShortage.BACKORDER;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.ShortageStartedEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Allocate, rule 4: no batch can take the line. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShortageTest extends ProductFixture {

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

    @Test
    void the_supply_grows_also_when_a_batch_turns_out_larger() {
        given(batch("b1", 10, null), new ShortageStartedEvent(CHAIR, "o1", "1", 12),
                new BatchQuantityChangedEvent(CHAIR, "b1", 10, 11, 0, null, 0))
                .when(allocate("o3", 12))
                .expectEvents(new ShortageStartedEvent(CHAIR, "o3", "1", 12));
    }

    @Test
    void the_supply_does_not_grow_when_a_batch_turns_out_smaller() {
        given(batch("b1", 10, null), new ShortageStartedEvent(CHAIR, "o1", "1", 12),
                new BatchQuantityChangedEvent(CHAIR, "b1", 10, 9, 0, null, 0))
                .when(allocate("o3", 12))
                .expectNoEvents();
    }

    @Test
    void a_line_that_may_wait_is_accepted_and_waits() {
        given(batch("b1", 10, null))
                .when(new AllocateCommand(CHAIR, "o1", "1", 11, BACKORDER))
                .expectEvents(waiting("o1", 11))
                .expectResultMessagePayload(new AllocateOutcome.Backordered());
    }

    @Test
    void a_line_that_may_wait_and_fits_does_not_wait() {
        given(batch("b1", 10, null), waiting("o1", 11))
                .when(new AllocateCommand(CHAIR, "o2", "1", 10, BACKORDER))
                .expectEvents(line("o2", 10, "b1", null));
    }

    @Test
    void a_waiting_line_again_gets_the_current_answer_and_changes_nothing() {
        given(batch("b1", 10, null), waiting("o1", 11))
                .when(allocate("o1", 11))
                .expectNoEvents()
                .expectResultMessagePayload(new AllocateOutcome.AlreadyBackordered());
    }

    @Test
    void a_waiting_line_with_another_quantity_is_a_conflict() {
        given(batch("b1", 10, null), waiting("o1", 11))
                .when(allocate("o1", 5))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new AllocateOutcome.Conflict(
                                "The line 1 of order o1 is backordered with another quantity, 11"));
    }
}
