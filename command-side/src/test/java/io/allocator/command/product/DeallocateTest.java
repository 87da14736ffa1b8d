package io.allocator.command.product;

import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.ReleaseReason;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Deallocate: an open line is given up; then drain, if it held stock. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeallocateTest extends ProductFixture {

    @Test
    void an_allocated_line_is_released() {
        given(batch("b1", 10, null), line("o1", 10, "b1", null))
                .when(new DeallocateCommand(CHAIR, "o1", "1"))
                .expectEvents(new LineReleasedEvent(CHAIR, "o1", "1", 10, "b1", ReleaseReason.REQUESTED))
                .expectResultMessagePayload(new DeallocateOutcome.Released());
    }

    @Test
    void a_waiting_line_is_released_and_nobody_gets_stock_for_it() {
        given(batch("b1", 10, null), waiting("o1", 11), waiting("o2", 12))
                .when(new DeallocateCommand(CHAIR, "o1", "1"))
                .expectEvents(new LineReleasedEvent(CHAIR, "o1", "1", 11, null, ReleaseReason.REQUESTED));
    }

    @Test
    void then_the_waiting_lines_get_what_it_held() {
        given(batch("b1", 10, null), line("o1", 10, "b1", null), waiting("o2", 11), waiting("o3", 6), waiting("o4", 4))
                .when(new DeallocateCommand(CHAIR, "o1", "1"))
                .expectEvents(new LineReleasedEvent(CHAIR, "o1", "1", 10, "b1", ReleaseReason.REQUESTED),
                        gotStock("o3", 6, "b1", null), gotStock("o4", 4, "b1", null));
    }

    @Test
    void an_unknown_line_is_not_found() {
        given(batch("b1", 10, null))
                .when(new DeallocateCommand(CHAIR, "o1", "1"))
                .expectNoEvents()
                .expectResultMessagePayload(new DeallocateOutcome.NotFound());
    }

    @Test
    void a_line_of_an_unknown_SKU_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(new DeallocateCommand(CHAIR, "o1", "1"))
                .expectNoEvents()
                .expectResultMessagePayload(new DeallocateOutcome.NotFound());
    }

    @Test
    void a_shipped_line_is_a_conflict() {
        given(batch("b1", 100, null), line("o1", 10, "b1", null), shipped("o1", 10, "b1"))
                .when(new DeallocateCommand(CHAIR, "o1", "1"))
                .expectNoEvents()
                .expectResultMessagePayload(new DeallocateOutcome.AlreadyShipped());
    }

    @Test
    void a_released_line_can_be_allocated_again_as_a_new_one() {
        given(batch("b1", 10, null), line("o1", 10, "b1", null),
                new LineReleasedEvent(CHAIR, "o1", "1", 10, "b1", ReleaseReason.REQUESTED))
                .when(allocate("o1", 7))
                .expectEvents(line("o1", 7, "b1", null));
    }
}
