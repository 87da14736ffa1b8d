package io.allocator.command.product;

import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.command.ShipLineOutcome;
import io.allocator.api.event.BatchEtaChangedEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Ship: only what is in the warehouse, and only once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShipLineTest extends ProductFixture {

    @Test
    void a_line_on_a_warehouse_batch_is_shipped() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null))
                .when(new ShipLineCommand(CHAIR, "o1", "1"))
                .expectEvents(shipped("o1", 10, "b1"))
                .expectResultMessagePayload(new ShipLineOutcome.Shipped(10, "b1"));
    }

    @Test
    void shipping_twice_changes_nothing_and_gets_the_same_answer() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null), shipped("o1", 10, "b1"))
                .when(new ShipLineCommand(CHAIR, "o1", "1"))
                .expectNoEvents()
                .expectResultMessagePayload(new ShipLineOutcome.AlreadyShipped(10, "b1"));
    }

    @Test
    void a_line_on_a_shipment_under_way_is_a_conflict() {
        given(batch("b1", 20, TOMORROW), line("o1", 10, "b1", TOMORROW))
                .when(new ShipLineCommand(CHAIR, "o1", "1"))
                .expectNoEvents()
                .expectResultMessagePayload(new ShipLineOutcome.NotInWarehouse(
                        "The line 1 of order o1 is on batch b1, which arrives on 2011-01-02"));
    }

    @Test
    void a_line_on_a_shipment_that_has_arrived_is_shipped() {
        given(batch("b1", 20, TOMORROW), line("o1", 10, "b1", TOMORROW),
                new BatchEtaChangedEvent(CHAIR, "b1", TOMORROW, null))
                .when(new ShipLineCommand(CHAIR, "o1", "1"))
                .expectEvents(shipped("o1", 10, "b1"));
    }

    @Test
    void a_waiting_line_is_a_conflict() {
        given(batch("b1", 20, null), waiting("o1", 30))
                .when(new ShipLineCommand(CHAIR, "o1", "1"))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new ShipLineOutcome.NotInWarehouse("The line 1 of order o1 waits for stock"));
    }

    @Test
    void an_unknown_line_is_not_found() {
        given(batch("b1", 20, null), line("o1", 10, "b1", null), shipped("o1", 10, "b1"))
                .when(new ShipLineCommand(CHAIR, "o2", "1"))
                .expectNoEvents()
                .expectResultMessagePayload(new ShipLineOutcome.NotFound());
    }

    @Test
    void what_is_shipped_is_not_available_again() {
        given(batch("b1", 10, null), line("o1", 6, "b1", null), shipped("o1", 6, "b1"))
                .when(allocate("o2", 5))
                .expectResultMessagePayload(new AllocateOutcome.OutOfStock());
    }
}
