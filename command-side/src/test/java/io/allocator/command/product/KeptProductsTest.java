package io.allocator.command.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.command.product.KeptProducts.Kept;
import io.allocator.command.product.stock.StockState;
import io.allocator.command.product.stock.StockState.BatchState;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Which products stay in memory: room for 80, of which one has an eighth at the most. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeptProductsTest {

    private static final int LARGE = 1_000;

    private long now;
    private final KeptProducts products = new KeptProducts(80, () -> now);

    @Test
    void those_that_were_used_last_stay() {
        put("a", 8);
        IntStream.range(0, 9).forEach(i -> put("other-" + i, 8));
        assertThat(products.get("a")).isNotNull();

        put("b", 8);

        assertThat(kept("a", "other-0", "other-1", "b")).containsExactly("a", "other-1", "b");
    }

    @Test
    void a_large_one_stays_beside_others_while_it_is_in_use() {
        put("large", LARGE);
        for (var i = 0; i < 7; i++) {
            pass(Duration.ofSeconds(50));
            assertThat(products.get("large")).isNotNull();
            put("other-" + i, 10);
        }

        assertThat(kept("large", "other-0", "other-6")).hasSize(3);
    }

    @Test
    void a_large_one_that_is_not_in_use_makes_room_when_another_comes() {
        put("large", LARGE);
        pass(Duration.ofSeconds(59));
        put("a", 10);
        assertThat(kept("large", "a")).containsExactly("large", "a");

        pass(Duration.ofSeconds(60));
        put("b", 10);

        assertThat(kept("large", "a", "b")).containsExactly("a", "b");
    }

    @Test
    void one_of_which_all_is_counted_stays_when_there_is_room_for_it() {
        put("large", 70);
        pass(Duration.ofMinutes(5));
        put("a", 8);
        assertThat(kept("a", "large")).hasSize(2);

        put("b", 3);

        assertThat(kept("large", "a", "b")).containsExactly("large", "b");
    }

    @Test
    void one_that_is_used_again_is_counted_as_before() {
        put("large", 70);
        pass(Duration.ofMinutes(5));
        put("a", 8);
        put("large", LARGE);

        IntStream.range(0, 6).forEach(i -> put("other-" + i, 10));

        assertThat(kept("large", "a", "other-0", "other-5")).hasSize(4);
    }

    @Test
    void the_last_one_stays_however_large() {
        put("a", 8);
        pass(Duration.ofMinutes(5));
        put("large", LARGE);
        pass(Duration.ofMinutes(5));
        put("larger", 2 * LARGE);

        assertThat(kept("a", "large", "larger")).containsExactly("larger");
    }

    @Test
    void what_was_let_go_takes_no_room() {
        for (var i = 0; i < 20; i++) {
            put("large", LARGE);
            products.remove("large");
        }
        put("turned out", LARGE);
        IntStream.range(0, 8).forEach(i -> put("other-" + i, 10));
        pass(Duration.ofMinutes(5));

        put("other-0", 10);

        assertThat(kept("large", "turned out", "other-0", "other-1", "other-7")).containsExactly("other-0", "other-1",
                "other-7");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void put(String sku, int size) {
        // the product itself counts as one
        var batches = IntStream.range(1, size).mapToObj(i -> new BatchState(sku + i, i, 1, 0, null)).toList();
        var product = new Product(sku, new StockState(batches, List.of(), batches.size(), 0, 0, false));
        var aggregate = EventSourcedAggregate.initialize(product,
                AnnotatedAggregateMetaModelFactory.inspectAggregate(Product.class), SimpleEventBus.builder().build(),
                NoSnapshotTriggerDefinition.TRIGGER);
        products.put(sku, new Kept(aggregate, 0, 0));
    }

    /** Those that are still there; asking for them is using them. */
    private List<String> kept(String... skus) {
        return Stream.of(skus).filter(sku -> products.get(sku) != null).toList();
    }
}
