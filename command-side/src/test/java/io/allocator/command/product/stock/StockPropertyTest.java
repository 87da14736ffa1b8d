package io.allocator.command.product.stock;

import static io.allocator.api.command.OnShortage.BACKORDER;
import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.command.product.stock.StockState.LineState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
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
    void every_outcome_and_every_state_is_what_the_naive_reference_says(
            @ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        var naive = new NaiveStock();
        for (var command : commands) {
            assertThat(Life.word(life.run(command))).as("%s", command).isEqualTo(naive.run(command));
            assertThat(life.states()).as("after %s", command).isEqualTo(naive.states());
        }
        assertThat(naive.batches).allSatisfy(batch -> assertThat(naive.available(batch)).isNotNegative());
    }

    @Property
    void no_batch_is_oversold_after_any_single_event(@ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        commands.forEach(life::run);
        var replayed = new Stock();
        for (var event : life.log) {
            replayed.evolve(event);
            var state = replayed.state();
            assertThat(state.batches()).as("after %s", event).allSatisfy(batch -> assertThat(batch.shipped()
                    + state.lines().stream().filter(l -> batch.reference().equals(l.batchReference()))
                            .mapToInt(LineState::quantity).sum())
                    .isLessThanOrEqualTo(batch.purchased()));
        }
    }

    @Property
    void live_state_replayed_state_and_snapshot_with_tail_are_the_same(
            @ForAll("commands") List<ProductCommand<?>> commands, @ForAll Random random) {
        var life = new Life();
        commands.forEach(life::run);
        var replayed = new Stock();
        life.log.forEach(replayed::evolve);
        assertThat(replayed).isEqualTo(life.stock);

        var cut = random.nextInt(life.log.size() + 1);
        var beforeSnapshot = new Stock();
        life.log.subList(0, cut).forEach(beforeSnapshot::evolve);
        var restored = new Stock(beforeSnapshot.state());
        life.log.subList(cut, life.log.size()).forEach(restored::evolve);
        assertThat(restored).isEqualTo(life.stock);
        assertThat(restored.size()).isEqualTo(life.stock.size());
    }

    /** What a snapshot leaves out shows in what is decided after it. */
    @Property
    void a_stock_from_its_snapshot_decides_as_the_one_that_lived_on(
            @ForAll("commands") List<ProductCommand<?>> commands, @ForAll Random random) {
        var cut = random.nextInt(commands.size() + 1);
        var life = new Life();
        commands.subList(0, cut).forEach(life::run);
        var restored = life.goingOnFrom(new Stock(life.stock.state()));
        var events = life.log.size();
        for (var command : commands.subList(cut, commands.size())) {
            assertThat(restored.run(command)).as("%s", command).isEqualTo(life.run(command));
        }
        assertThat(restored.log).isEqualTo(life.log.subList(events, life.log.size()));
    }

    @Property
    void a_command_repeated_at_once_changes_nothing(@ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        for (var command : commands) {
            life.run(command);
            var events = life.log.size();
            life.run(command);
            assertThat(life.log).as("%s", command).hasSize(events);
        }
    }

    @Property
    void a_displaced_line_can_be_followed_from_batch_to_batch(@ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        var replayed = new Stock();
        var seen = 0;
        for (var command : commands) {
            life.run(command);
            for (var event : life.log.subList(seen, life.log.size())) {
                if (event instanceof LineMovedEvent moved) {
                    var line = replayed.line(moved.orderId(), moved.lineId()).orElseThrow();
                    assertThat(moved.fromBatch()).isEqualTo(line.batch() == null ? null : line.batch().reference());
                    assertThat(moved.fromBatch()).as("net changes only").isNotEqualTo(moved.toBatch());
                }
                replayed.evolve(event);
            }
            seen = life.log.size();
        }
    }

    @Property
    void nothing_shipped_or_spent_stays_in_the_stock(@ForAll("commands") List<ProductCommand<?>> commands) {
        var life = new Life();
        commands.forEach(life::run);
        var open = life.states().values().stream().filter(state -> !state.startsWith("SHIPPED")).count();
        assertThat(life.stock.state().lines()).hasSize((int) open);
        assertThat(life.stock.state().batches()).noneMatch(batch -> batch.shipped() == batch.purchased());
    }

    @Property
    void the_order_of_adding_batches_does_not_matter_except_between_equals(
            @ForAll("batchesOfDifferentEta") List<AddBatchCommand> batches,
            @ForAll("lines") List<AllocateCommand> lines, @ForAll Random random) {
        var shuffled = new ArrayList<>(batches);
        Collections.shuffle(shuffled, random);
        var one = new Life();
        batches.forEach(one::run);
        var other = new Life();
        shuffled.forEach(other::run);
        assertThat(lines.stream().map(other::run).toList()).isEqualTo(lines.stream().map(one::run).toList());
    }

    @Property
    void the_tree_finds_what_a_search_through_all_finds(
            @ForAll("edits") List<Tuple.Tuple3<Integer, Integer, Boolean>> edits, @ForAll Random random) {
        var tree = WeightedTree.<Integer, Integer>empty(Integer::compare);
        var all = new TreeMap<Integer, Integer>();
        for (var edit : edits) {
            if (edit.get3()) {
                tree = tree.with(edit.get1(), edit.get1(), edit.get2());
                all.put(edit.get1(), edit.get2());
            } else {
                tree = tree.without(edit.get1());
                all.remove(edit.get1());
            }
            var bound = random.nextInt(60);
            assertThat(tree.firstAtLeast(bound)).isEqualTo(all.entrySet().stream().filter(e -> e.getValue() >= bound)
                    .map(e -> e.getKey()).findFirst());
            assertThat(tree.size()).isEqualTo(all.size());
            assertThat(tree.heaviestOr(-1))
                    .isEqualTo(all.values().stream().mapToLong(Integer::longValue).max().orElse(-1));
        }
    }

    @Provide
    Arbitrary<List<Tuple.Tuple3<Integer, Integer, Boolean>>> edits() {
        return Combinators.combine(Arbitraries.integers().between(0, 40), Arbitraries.integers().between(0, 50),
                Arbitraries.of(true, true, false)).as(Tuple::of).list().ofMaxSize(120);
    }

    @Provide
    Arbitrary<List<ProductCommand<?>>> commands() {
        var order = Arbitraries.integers().between(1, 25).map(n -> "o" + n);
        var line = Arbitraries.of("1", "1", "2");
        var reference = Arbitraries.integers().between(1, 8).map(n -> "b" + n);
        var add = Combinators.combine(reference, Arbitraries.integers().between(1, 40), etas())
                .as((ref, quantity, eta) -> (ProductCommand<?>) new AddBatchCommand(SKU, ref, quantity, eta));
        var allocate = Combinators.combine(order, line, Arbitraries.integers().between(1, 12),
                Arbitraries.of(REJECT, BACKORDER, BACKORDER))
                .as((o, l, quantity, onShortage) -> (ProductCommand<?>) new AllocateCommand(SKU, o, l, quantity,
                        onShortage));
        var deallocate = Combinators.combine(order, line)
                .as((o, l) -> (ProductCommand<?>) new DeallocateCommand(SKU, o, l));
        var ship = Combinators.combine(order, line).as((o, l) -> (ProductCommand<?>) new ShipLineCommand(SKU, o, l));
        var resize = Combinators.combine(reference, Arbitraries.integers().between(0, 40))
                .as((ref, quantity) -> (ProductCommand<?>) new ChangeBatchQuantityCommand(SKU, ref, quantity));
        var redate = Combinators.combine(reference, etas())
                .as((ref, eta) -> (ProductCommand<?>) new ChangeBatchEtaCommand(SKU, ref, eta));
        return Arbitraries.frequencyOf(Tuple.of(2, add), Tuple.of(8, allocate), Tuple.of(1, deallocate),
                Tuple.of(4, ship), Tuple.of(3, resize), Tuple.of(1, redate)).list().ofMaxSize(80);
    }

    @Provide
    Arbitrary<List<AddBatchCommand>> batchesOfDifferentEta() {
        return Combinators.combine(Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 40), etas())
                .as((n, quantity, eta) -> new AddBatchCommand(SKU, "b" + n, quantity, eta)).list().ofMaxSize(8)
                .uniqueElements(batch -> String.valueOf(batch.eta())).uniqueElements(AddBatchCommand::reference);
    }

    @Provide
    Arbitrary<List<AllocateCommand>> lines() {
        return Combinators.combine(Arbitraries.integers().between(1, 25), Arbitraries.integers().between(1, 12))
                .as((order, quantity) -> new AllocateCommand(SKU, "o" + order, "1", quantity, REJECT)).list()
                .ofMaxSize(30);
    }

    private static Arbitrary<@Nullable LocalDate> etas() {
        return Arbitraries.integers().between(1, 9).map(day -> LocalDate.of(2011, 1, day)).injectNull(0.4);
    }
}
