package io.allocator.command.product.stock;

import static io.allocator.api.command.OnShortage.BACKORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.command.ShipLineOutcome;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.StockState.BatchState;
import io.allocator.command.product.stock.StockState.LineState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Stock: what it takes in, what it refuses to, and what it says of itself. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StockTest {

    private static final String CHAIR = "RED-CHAIR";

    @Test
    void a_log_in_which_a_batch_takes_more_than_it_holds_is_refused() {
        var stock = after(batch("b1", 10), line("o1", 6));

        assertThatThrownBy(() -> stock.evolve(line("o2", 5))).isInstanceOf(IllegalStateException.class)
                .hasMessage("Batch b1 is oversold: 10 purchased, 0 shipped, 11 allocated");
    }

    @Test
    void a_log_in_which_a_batch_gets_smaller_than_its_lines_is_refused() {
        var stock = after(batch("b1", 10), line("o1", 6));

        assertThatThrownBy(() -> stock.evolve(new BatchQuantityChangedEvent(CHAIR, "b1", 10, 5, 0, null, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Batch b1 is oversold: 5 purchased, 0 shipped, 6 allocated");
    }

    @Test
    void while_a_SKU_has_shipped_nothing_and_has_all_its_batches_the_past_is_not_asked() {
        var stock = after(batch("b1", 10), line("o1", 6));
        var past = new PastThatIsNotAsked();

        assertThat(Allocate.decide(stock, new AllocateCommand(CHAIR, "o2", "1", 4, BACKORDER), past).outcome())
                .isEqualTo(new AllocateOutcome.Allocated("b1", null));
        assertThat(Deallocate.decide(stock, new DeallocateCommand(CHAIR, "o2", "1"), past).outcome())
                .isEqualTo(new DeallocateOutcome.NotFound());
        assertThat(ShipLine.decide(stock, new ShipLineCommand(CHAIR, "o2", "1"), past).outcome())
                .isEqualTo(new ShipLineOutcome.NotFound());
        assertThat(ChangeBatchEta.decide(stock, new ChangeBatchEtaCommand(CHAIR, "b2", null), past).outcome())
                .isEqualTo(new ChangeBatchOutcome.NotFound());
        assertThat(AddBatch.decide(stock, new AddBatchCommand(CHAIR, "b2", 1, null), past).events())
                .containsExactly(batch("b2", 1));
    }

    @Test
    void a_line_that_is_shipped_leaves_it_and_with_the_last_one_the_batch() {
        var stock = after(batch("b1", 10), line("o1", 6), line("o2", 4), shipped("o1", 6));
        assertThat(stock.state().lines()).extracting(LineState::orderId).containsExactly("o2");
        assertThat(stock.state().batches()).containsExactly(new BatchState("b1", 0, 10, 6, null));

        stock.evolve(shipped("o2", 4));

        assertThat(stock.state().lines()).isEmpty();
        assertThat(stock.state().batches()).isEmpty();
    }

    @Test
    void its_state_lists_batches_in_the_order_in_which_they_were_added() {
        var stock = after(batch("c", 1), batch("a", 2), batch("d", 3), batch("b", 4));

        assertThat(stock.state().batches()).extracting(BatchState::reference).containsExactly("c", "a", "d", "b");
        assertThat(stock.state().batches()).extracting(BatchState::position).containsExactly(0, 1, 2, 3);
    }

    @Test
    void its_size_is_that_of_its_batches_and_lines_together() {
        assertThat(new Stock().size()).isZero();
        assertThat(after(batch("b1", 10), batch("b2", 10), line("o1", 6), waiting("o2", 20), waiting("o3", 20)).size())
                .isEqualTo(5);
    }

    @Test
    void stocks_that_hold_something_different_are_different() {
        var stock = after(batch("b1", 10), line("o1", 6));

        assertThat(stock).isEqualTo(after(batch("b1", 10), line("o1", 6)))
                .hasSameHashCodeAs(after(batch("b1", 10), line("o1", 6)))
                .isNotEqualTo(after(batch("b1", 10), line("o1", 5)))
                .isNotEqualTo(after(batch("b1", 10)))
                .isNotEqualTo(null);
    }

    private static Stock after(ProductEvent... events) {
        var stock = new Stock();
        List.of(events).forEach(stock::evolve);
        return stock;
    }

    private static BatchAddedEvent batch(String reference, int quantity) {
        return new BatchAddedEvent(CHAIR, reference, quantity, null);
    }

    private static LineAllocatedEvent line(String orderId, int quantity) {
        return new LineAllocatedEvent(CHAIR, orderId, "1", quantity, "b1", null);
    }

    private static LineBackorderedEvent waiting(String orderId, int quantity) {
        return new LineBackorderedEvent(CHAIR, orderId, "1", quantity);
    }

    private static LineShippedEvent shipped(String orderId, int quantity) {
        return new LineShippedEvent(CHAIR, orderId, "1", quantity, "b1");
    }

    /** To ask it is to query the database. */
    private static final class PastThatIsNotAsked implements PastStock {

        @Override
        public Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId) {
            throw new AssertionError("There is no shipped line to ask for");
        }

        @Override
        public Optional<SpentBatch> spentBatch(String sku, String reference) {
            throw new AssertionError("There is no spent batch to ask for");
        }
    }
}
