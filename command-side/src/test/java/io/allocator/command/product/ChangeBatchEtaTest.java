package io.allocator.command.product;

import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.event.BatchEtaChangedEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** ChangeBatchEta: only future preference changes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeBatchEtaTest extends ProductFixture {

    @Test
    void the_new_date_is_taken_and_lines_stay_where_they_are() {
        given(batch("b1", 10, TOMORROW), line("o1", 10, "b1", TOMORROW), batch("b2", 10, null))
                .when(new ChangeBatchEtaCommand(CHAIR, "b1", LATER))
                .expectEvents(new BatchEtaChangedEvent(CHAIR, "b1", TOMORROW, LATER))
                .expectResultMessagePayload(
                        new ChangeBatchOutcome.Changed(new BatchStatus("b1", CHAIR, LATER, 10, 10, 0), List.of()));
    }

    @Test
    void none_means_that_it_has_arrived() {
        given(batch("b1", 10, TOMORROW))
                .when(new ChangeBatchEtaCommand(CHAIR, "b1", null))
                .expectEvents(new BatchEtaChangedEvent(CHAIR, "b1", TOMORROW, null));
    }

    @Test
    void future_preference_follows_the_new_date() {
        given(batch("b1", 10, TOMORROW), batch("b2", 10, LATER), new BatchEtaChangedEvent(CHAIR, "b2", LATER, null))
                .when(allocate("o1", 1))
                .expectEvents(line("o1", 1, "b2", null));
    }

    @Test
    void the_same_date_again_changes_nothing() {
        given(batch("b1", 10, TOMORROW))
                .when(new ChangeBatchEtaCommand(CHAIR, "b1", TOMORROW))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new ChangeBatchOutcome.Changed(new BatchStatus("b1", CHAIR, TOMORROW, 10, 0, 0), List.of()));
    }

    @Test
    void a_batch_of_which_nothing_is_left_can_still_be_dated() {
        given(batch("b1", 10, null), line("o1", 10, "b1", null))
                .andGivenCommands(new ShipLineCommand(CHAIR, "o1", "1"),
                        new ChangeBatchEtaCommand(CHAIR, "b1", TOMORROW))
                .when(new ChangeBatchEtaCommand(CHAIR, "b1", LATER))
                .expectEvents(new BatchEtaChangedEvent(CHAIR, "b1", TOMORROW, LATER));
    }

    @Test
    void an_unknown_batch_is_not_found() {
        given(batch("b1", 10, null))
                .when(new ChangeBatchEtaCommand(CHAIR, "b2", null))
                .expectNoEvents()
                .expectResultMessagePayload(new ChangeBatchOutcome.NotFound());
    }
}
