package io.allocator.command.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.ChangeBatchOutcome.Move;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.ProductEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** ChangeBatchQuantity: what no longer fits is bumped and placed anew, in one commit. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeBatchQuantityTest extends ProductFixture {

    @Test
    void a_larger_quantity_is_taken_and_the_waiting_lines_get_stock() {
        given(batch("b1", 10, null), line("o1", 10, "b1", null), waiting("o2", 5))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 15))
                .expectEvents(new BatchQuantityChangedEvent(CHAIR, "b1", 10, 15, 0, null, 0),
                        gotStock("o2", 5, "b1", null))
                .expectResultMessagePayload(new ChangeBatchOutcome.Changed(
                        new BatchStatus("b1", CHAIR, null, 15, 15, 0), List.of(new Move("o2", "1", null, "b1"))));
    }

    @Test
    void a_smaller_quantity_into_which_the_lines_fit_moves_none() {
        given(batch("b1", 10, null), line("o1", 4, "b1", null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 4))
                .expectEvents(new BatchQuantityChangedEvent(CHAIR, "b1", 10, 4, 0, null, 0));
    }

    @Test
    void the_last_accepted_line_is_bumped_first_and_placed_anew_in_the_same_decision() {
        given(batch("b1", 30, null), batch("b2", 10, TOMORROW), line("o1", 10, "b1", null),
                line("o2", 10, "b1", null), line("o3", 10, "b1", null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 20))
                .expectEvents(bumped("o3", 10, "b1", "b2", TOMORROW),
                        new BatchQuantityChangedEvent(CHAIR, "b1", 30, 20, 0, null, 0))
                .expectResultMessagePayload(new ChangeBatchOutcome.Changed(
                        new BatchStatus("b1", CHAIR, null, 20, 20, 0), List.of(new Move("o3", "1", "b1", "b2"))));
    }

    @Test
    void a_line_that_still_fits_stays_even_where_a_preferred_batch_could_take_it() {
        given(batch("b1", 30, TOMORROW), line("o1", 10, "b1", TOMORROW), line("o2", 10, "b1", TOMORROW),
                line("o3", 10, "b1", TOMORROW), batch("b2", 30, null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 20))
                .expectEvents(bumped("o3", 10, "b1", "b2", null),
                        new BatchQuantityChangedEvent(CHAIR, "b1", 30, 20, 0, TOMORROW, 0));
    }

    @Test
    void a_bumped_line_that_no_batch_can_take_waits() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null), line("o2", 10, "b1", null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 15))
                .expectEvents(bumped("o2", 10, "b1", null, null),
                        new BatchQuantityChangedEvent(CHAIR, "b1", 20, 15, 0, null, 0));
    }

    @Test
    void a_bumped_line_has_kept_its_place_in_the_accepted_order() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null), line("o2", 10, "b1", null), waiting("o3", 10),
                bumped("o2", 10, "b1", null, null), new BatchQuantityChangedEvent(CHAIR, "b1", 20, 10, 0, null, 0))
                .when(new AddBatchCommand(CHAIR, "b2", 10, null))
                .expectEvents(batch("b2", 10, null), gotStock("o2", 10, "b2", null));
    }

    @Test
    void a_smaller_line_that_waits_gets_what_a_bumped_larger_one_leaves() {
        given(batch("b1", 20, null), line("o1", 12, "b1", null), line("o2", 8, "b1", null), waiting("o3", 3))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 16))
                .expectEvents(bumped("o2", 8, "b1", null, null),
                        new BatchQuantityChangedEvent(CHAIR, "b1", 20, 16, 0, null, 0), gotStock("o3", 3, "b1", null))
                .expectResultMessagePayload(new ChangeBatchOutcome.Changed(
                        new BatchStatus("b1", CHAIR, null, 16, 15, 0),
                        List.of(new Move("o2", "1", "b1", null), new Move("o3", "1", null, "b1"))));
    }

    @Test
    void a_bumped_line_that_ends_on_the_batch_where_it_was_has_no_event() {
        given(batch("b1", 20, null), line("o1", 5, "b1", null), line("o2", 10, "b1", null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 12))
                .expectEvents(bumped("o2", 10, "b1", null, null),
                        new BatchQuantityChangedEvent(CHAIR, "b1", 20, 12, 0, null, 0));
        given(batch("b1", 20, null), line("o1", 15, "b1", null), line("o2", 3, "b1", null), line("o3", 2, "b1", null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 17))
                .expectEvents(bumped("o2", 3, "b1", null, null),
                        new BatchQuantityChangedEvent(CHAIR, "b1", 20, 17, 0, null, 0));
    }

    /** However many there are: a bumped line costs an event in any case, so that nothing is saved by leaving it for later. */
    @Test
    void thousands_of_bumped_lines_move_once_each() {
        var before = new ArrayList<ProductEvent>(List.of(batch("b1", 2_500, null), batch("b2", 2_500, TOMORROW)));
        IntStream.range(0, 2_500).forEach(n -> before.add(line("o" + n, 1, "b1", null)));
        var expected = new ArrayList<ProductEvent>();
        IntStream.range(0, 2_500).forEach(n -> expected.add(bumped("o" + n, 1, "b1", "b2", TOMORROW)));
        expected.add(new BatchQuantityChangedEvent(CHAIR, "b1", 2_500, 0, 0, null, 0));

        given(before.toArray(ProductEvent[]::new))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 0))
                .expectEvents(expected.toArray());

        assertThat(drains.due).isEmpty();
    }

    @Test
    void the_same_quantity_again_changes_nothing() {
        given(batch("b1", 10, null), line("o1", 4, "b1", null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 10))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new ChangeBatchOutcome.Changed(new BatchStatus("b1", CHAIR, null, 10, 4, 0), List.of()));
    }

    @Test
    void below_what_was_shipped_is_a_conflict() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null), shipped("o1", 10, "b1"))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 9))
                .expectNoEvents()
                .expectResultMessagePayload(new ChangeBatchOutcome.BelowShipped(10));
    }

    @Test
    void down_to_what_was_shipped_leaves_nothing_and_it_can_grow_again() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null), shipped("o1", 10, "b1"))
                .andGivenCommands(new ChangeBatchQuantityCommand(CHAIR, "b1", 10))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 12))
                .expectEvents(new BatchQuantityChangedEvent(CHAIR, "b1", 10, 12, 10, null, 0))
                .expectResultMessagePayload(
                        new ChangeBatchOutcome.Changed(new BatchStatus("b1", CHAIR, null, 12, 0, 10), List.of()));
    }

    @Test
    void a_batch_may_turn_out_to_hold_nothing() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b1", 0))
                .expectEvents(bumped("o1", 10, "b1", null, null),
                        new BatchQuantityChangedEvent(CHAIR, "b1", 20, 0, 0, null, 0));
    }

    @Test
    void an_unknown_batch_is_not_found() {
        given(batch("b1", 20, null))
                .when(new ChangeBatchQuantityCommand(CHAIR, "b2", 1))
                .expectNoEvents()
                .expectResultMessagePayload(new ChangeBatchOutcome.NotFound());
    }
}
