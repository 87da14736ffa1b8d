package io.allocator.command.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.DrainCommand;
import io.allocator.api.command.DrainOutcome;
import io.allocator.api.event.ProductEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Drain: the waiting lines, in accepted order; and what when it is too long for one commit. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DrainTest extends ProductFixture {

    @Test
    void a_drain_of_thousands_of_lines_goes_on_in_further_commits() {
        given(thousandsWaiting())
                .when(new AddBatchCommand(CHAIR, "b2", 10_000, null))
                .expectResultMessagePayload(
                        new AddBatchOutcome.Added(new BatchStatus("b2", CHAIR, null, 10_000, 2_000, 0)));

        assertThat(drains.due).containsExactly(CHAIR);
    }

    @Test
    void a_drain_that_just_fits_into_one_commit_leaves_nothing_to_go_on_with() {
        given(thousandsWaiting())
                .when(new AddBatchCommand(CHAIR, "b2", 2_000, null))
                .expectResultMessagePayload(
                        new AddBatchOutcome.Added(new BatchStatus("b2", CHAIR, null, 2_000, 2_000, 0)));

        assertThat(drains.due).isEmpty();
    }

    @Test
    void a_command_that_comes_in_between_is_decided_after_the_drain() {
        given(thousandsWaiting())
                .andGivenCommands(new AddBatchCommand(CHAIR, "b2", 4_500, null), allocate("late", 1))
                .when(allocate("late", 1))
                .expectResultMessagePayload(new AllocateOutcome.OutOfStock());

        assertThat(drains.due).isEmpty();
    }

    @Test
    void a_part_that_is_not_the_last_is_committed_without_the_command() {
        given(thousandsWaiting())
                .andGivenCommands(new AddBatchCommand(CHAIR, "b2", 10_000, null))
                .when(allocate("late", 1))
                .expectResultMessagePayload(DrainOutcome.MORE);
    }

    @Test
    void a_drain_that_is_done_is_due_no_more() {
        given(thousandsWaiting())
                .andGivenCommands(new AddBatchCommand(CHAIR, "b2", 10_000, null), new DrainCommand(CHAIR))
                .when(new DrainCommand(CHAIR))
                .expectResultMessagePayload(DrainOutcome.DONE);

        assertThat(drains.due).isEmpty();
    }

    private static ProductEvent[] thousandsWaiting() {
        var events = new ArrayList<ProductEvent>(List.of(batch("b1", 1, TOMORROW), line("o0", 1, "b1", TOMORROW)));
        IntStream.rangeClosed(1, 4_500).forEach(n -> events.add(waiting("o" + n, 1)));
        return events.toArray(ProductEvent[]::new);
    }
}
