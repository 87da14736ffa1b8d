package io.allocator.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.ProductEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The yardstick does the same work, and each round of commands ends where it started. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class YardstickTest {

    @ParameterizedTest
    @CsvSource({"10, 10", "10, 50", "200, 10", "200, 50"})
    void the_naive_reference_decides_as_the_rules_do_round_after_round(int lines, int batches) {
        var business = new OpenBusiness(lines, batches);
        var product = new ProductStock(business.events());
        var naive = new NaiveStock(business.events());
        for (var round = 1; round <= 3; round++) {
            assertSame(product, naive, business.allocateAndDeallocate());
            assertSame(product, naive, business.cutAndGrow());
        }

        var productWithPlenty = new ProductStock(business.eventsWithPlentyToShip());
        var naiveWithPlenty = new NaiveStock(business.eventsWithPlentyToShip());
        for (var round = 1; round <= 3; round++) {
            assertSame(productWithPlenty, naiveWithPlenty, business.allocateAndShip());
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "10, 50", "200, 10", "200, 50"})
    void a_cut_makes_three_lines_wait_and_they_come_back(int lines, int batches) {
        var business = new OpenBusiness(lines, batches);
        var product = new ProductStock(business.events());
        for (var round = 1; round <= 3; round++) {
            var cutAndGrow = business.cutAndGrow();

            assertThat(moves(product.run(cutAndGrow.getFirst()))).hasSize(3).allMatch(move -> move.toBatch() == null);
            assertThat(moves(product.run(cutAndGrow.getLast()))).hasSize(3)
                    .allMatch(move -> "batch-0".equals(move.toBatch()));
        }
    }

    private static List<LineMovedEvent> moves(List<ProductEvent> events) {
        return events.stream().filter(LineMovedEvent.class::isInstance).map(LineMovedEvent.class::cast).toList();
    }

    private static void assertSame(DecidingStock product, DecidingStock naive, List<ProductCommand<?>> commands) {
        for (var command : commands) {
            assertThat(naive.run(command)).as("%s", command).isNotEmpty().isEqualTo(product.run(command));
        }
    }
}
