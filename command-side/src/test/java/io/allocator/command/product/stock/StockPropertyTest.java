package io.allocator.command.product.stock;

import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.StockState.BatchState;
import io.allocator.command.product.stock.StockState.LineState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for any sequence of commands. */
class StockPropertyTest {

    private static final String SKU = "SKU";

    @Property
    void no_batch_is_oversold_after_any_event(@ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        commands.forEach(life::run);
        var replayed = new Stock();
        for (var event : life.log) {
            replayed.evolve(event);
            assertThat(replayed.state().batches()).allSatisfy(
                    batch -> assertThat(unitsOn(replayed.state(), batch)).isLessThanOrEqualTo(batch.purchased()));
        }
    }

    @Property
    void a_line_gets_the_most_preferred_batch_that_can_take_all_of_it(
            @ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        for (var command : commands) {
            var before = life.stock.state();
            var outcome = life.run(command);
            if (outcome instanceof AllocateOutcome.Allocated(var reference, var _)
                    && command instanceof AllocateCommand line) {
                assertThat(reference).isEqualTo(naivePreference(before, line.quantity()));
            }
            if (outcome instanceof AllocateOutcome.OutOfStock && command instanceof AllocateCommand line) {
                assertThat(naivePreference(before, line.quantity())).isNull();
            }
        }
    }

    @Property
    void a_command_repeated_at_once_changes_nothing(@ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        for (var command : commands) {
            life.run(command);
            var events = life.log.size();
            var state = life.stock.state();
            life.run(command);
            assertThat(life.log).hasSize(events);
            assertThat(life.stock.state()).isEqualTo(state);
        }
    }

    @Property
    void the_order_of_adding_batches_does_not_matter_except_between_equals(
            @ForAll("batchesOfDifferentEta") List<AddBatchCommand> batches,
            @ForAll("lines") List<AllocateCommand> lines,
            @ForAll Random random) {
        var shuffled = new ArrayList<>(batches);
        Collections.shuffle(shuffled, random);
        var one = new Life();
        batches.forEach(one::run);
        var other = new Life();
        shuffled.forEach(other::run);
        assertThat(lines.stream().map(other::run).toList()).isEqualTo(lines.stream().map(one::run).toList());
    }

    @Property
    void a_stock_restored_from_its_state_is_the_same_stock(@ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        commands.forEach(life::run);
        var restored = new Stock(life.stock.state());
        assertThat(restored).isEqualTo(life.stock);
        assertThat(restored.size()).isEqualTo(life.stock.size());
    }

    /** A stock that lives through commands, and keeps what happened to it. */
    private static final class Life {

        private final Stock stock = new Stock();
        private final List<ProductEvent> log = new ArrayList<>();

        Object run(ProductCommand<?> command) {
            var decision = switch (command) {
                case AddBatchCommand add -> stock.addBatch(add);
                case AllocateCommand allocate -> stock.allocate(allocate);
            };
            decision.events().forEach(stock::evolve);
            log.addAll(decision.events());
            return decision.outcome();
        }
    }

    /** The rule as one would write it down: sort, and take the first that fits. */
    private static @Nullable String naivePreference(StockState state, int quantity) {
        return state.batches().stream()
                .sorted(Comparator.comparing(b -> Objects.requireNonNullElse(b.eta(), LocalDate.MIN)))
                .filter(b -> b.purchased() - unitsOn(state, b) >= quantity).map(BatchState::reference).findFirst()
                .orElse(null);
    }

    private static int unitsOn(StockState state, BatchState batch) {
        return state.lines().stream().filter(l -> l.batchReference().equals(batch.reference()))
                .mapToInt(LineState::quantity).sum();
    }

    @Provide
    Arbitrary<List<ProductCommand<?>>> commands() {
        var batches = Combinators.combine(Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 40),
                etas()).as((n, quantity, eta) -> (ProductCommand<?>) new AddBatchCommand(SKU, "b" + n, quantity, eta));
        var allocations = line().map(line -> (ProductCommand<?>) line);
        return Arbitraries.frequencyOf(Tuple.of(1, batches), Tuple.of(4, allocations))
                .list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<AddBatchCommand>> batchesOfDifferentEta() {
        return Combinators.combine(Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 40), etas())
                .as((n, quantity, eta) -> new AddBatchCommand(SKU, "b" + n, quantity, eta)).list().ofMaxSize(8)
                .uniqueElements(batch -> String.valueOf(batch.eta())).uniqueElements(AddBatchCommand::reference);
    }

    @Provide
    Arbitrary<List<AllocateCommand>> lines() {
        return line().list().ofMaxSize(30);
    }

    private static Arbitrary<AllocateCommand> line() {
        return Combinators.combine(Arbitraries.integers().between(1, 25), Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(1, 12))
                .as((order, line, quantity) -> new AllocateCommand(SKU, "o" + order, "" + line, quantity, REJECT));
    }

    private static Arbitrary<@Nullable LocalDate> etas() {
        return Arbitraries.integers().between(1, 9).map(day -> LocalDate.of(2011, 1, day)).injectNull(0.3);
    }
}
