package io.allocator.command.product;

import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.command.CommandSideNode;
import io.allocator.command.dispatch.ProductGateway;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products kept in memory and in snapshots, against what the store holds. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeptProductIT {

    private static final String SKU = "RED-CHAIR";

    @Test
    void a_node_whose_kept_product_is_out_of_stock_sees_the_stock_that_another_node_added() {
        var database = CommandSideNode.newDatabase();
        try (var one = CommandSideNode.on(database); var other = CommandSideNode.on(database)) {
            addBatch(one, "b1", 1);
            allocate(one, "o1");
            assertThat(allocate(one, "o2")).isInstanceOf(AllocateOutcome.OutOfStock.class);

            addBatch(other, "b2", 1);

            assertThat(allocate(one, "o2")).isEqualTo(new AllocateOutcome.Allocated("b2", null));
        }
    }

    @Test
    void a_node_repeats_the_answer_that_another_node_gave() {
        var database = CommandSideNode.newDatabase();
        try (var one = CommandSideNode.on(database); var other = CommandSideNode.on(database)) {
            addBatch(one, "b1", 10);
            allocate(one, "o1");
            allocate(other, "o2");

            assertThat(allocate(one, "o2")).isEqualTo(new AllocateOutcome.AlreadyAllocated("b1", null));
            assertThat(storedEvents(one)).isEqualTo(3);
        }
    }

    @Test
    void a_product_is_loaded_from_its_snapshot_and_the_events_since() {
        var database = CommandSideNode.newDatabase();
        try (var node = CommandSideNode.on(database, "--allocator.product.snapshot-every=10")) {
            addBatch(node, "b1", 26);
            IntStream.rangeClosed(1, 25).forEach(n -> allocate(node, "o" + n));
            await().untilAsserted(() -> assertThat(lastSnapshot(node)).isGreaterThanOrEqualTo(9));
            assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).contains("snapshots");
            // proof that it is the snapshot that is read: what it stands for is gone
            node.sql().sql("DELETE FROM event_store.domain_event WHERE sequence_number < ?").param(lastSnapshot(node))
                    .update();
        }
        try (var node = CommandSideNode.on(database)) {
            assertThat(allocate(node, "o7")).isEqualTo(new AllocateOutcome.AlreadyAllocated("b1", null));
            assertThat(allocate(node, "o26")).isEqualTo(new AllocateOutcome.Allocated("b1", null));
            assertThat(allocate(node, "o27")).isEqualTo(new AllocateOutcome.OutOfStock());
        }
    }

    @Test
    void a_long_snapshot_is_stored_compressed_and_loaded_again() {
        var database = CommandSideNode.newDatabase();
        try (var node = CommandSideNode.on(database, "--allocator.product.snapshot-every=1200")) {
            addBatch(node, "b1", 1_202);
            IntStream.rangeClosed(1, 1_201).parallel().forEach(n -> allocate(node, "o" + n));
            await().untilAsserted(() -> assertThat(lastSnapshot(node)).isGreaterThanOrEqualTo(1_199));
            assertThat(node.sql().sql("SELECT payload FROM event_store.snapshot_event").query(String.class).single())
                    .doesNotStartWith("{").hasSizeLessThan(40_000);
            // proof that it is the snapshot that is read: what it stands for is gone
            node.sql().sql("DELETE FROM event_store.domain_event WHERE sequence_number < ?").param(lastSnapshot(node))
                    .update();
        }
        try (var node = CommandSideNode.on(database)) {
            assertThat(allocate(node, "o7")).isEqualTo(new AllocateOutcome.AlreadyAllocated("b1", null));
            assertThat(allocate(node, "o1202")).isEqualTo(new AllocateOutcome.Allocated("b1", null));
            assertThat(allocate(node, "o1203")).isEqualTo(new AllocateOutcome.OutOfStock());
        }
    }

    @Test
    void a_snapshot_of_another_revision_is_ignored() {
        var database = CommandSideNode.newDatabase();
        try (var node = CommandSideNode.on(database, "--allocator.product.snapshot-every=5")) {
            addBatch(node, "b1", 10);
            IntStream.rangeClosed(1, 6).forEach(n -> allocate(node, "o" + n));
            await().untilAsserted(() -> assertThat(lastSnapshot(node)).isGreaterThanOrEqualTo(4));
            node.sql().sql("UPDATE event_store.snapshot_event SET payload_revision = '0', payload = '{\"of\":\"old\"}'")
                    .update();
        }
        try (var node = CommandSideNode.on(database)) {
            assertThat(allocate(node, "o3")).isEqualTo(new AllocateOutcome.AlreadyAllocated("b1", null));
            assertThat(allocate(node, "o7")).isEqualTo(new AllocateOutcome.Allocated("b1", null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"sku\":\"RED-CHAIR\",\"stock\":", "{\"of\":\"old\"}", "{\"stock\":5}", "eJwBAAD", "no JSON"})
    void a_snapshot_that_cannot_be_read_is_ignored(String payload) {
        var database = CommandSideNode.newDatabase();
        try (var node = CommandSideNode.on(database, "--allocator.product.snapshot-every=5")) {
            addBatch(node, "b1", 10);
            IntStream.rangeClosed(1, 6).forEach(n -> allocate(node, "o" + n));
            await().untilAsserted(() -> assertThat(lastSnapshot(node)).isGreaterThanOrEqualTo(4));
            node.sql().sql("UPDATE event_store.snapshot_event SET payload = ?").param(payload).update();
        }
        try (var node = CommandSideNode.on(database)) {
            assertThat(allocate(node, "o3")).isEqualTo(new AllocateOutcome.AlreadyAllocated("b1", null));
            assertThat(allocate(node, "o7")).isEqualTo(new AllocateOutcome.Allocated("b1", null));
        }
    }

    @Test
    void a_product_larger_than_the_bound_is_kept_while_it_is_in_use() {
        try (var node = CommandSideNode.on(CommandSideNode.newDatabase(), "--allocator.product.cache-size=2")) {
            addBatch(node, "b1", 10);
            IntStream.rangeClosed(1, 5).forEach(n -> allocate(node, "o" + n));
            // proof that it is not read again: there is only its last event to be read
            node.sql().sql("DELETE FROM event_store.domain_event WHERE sequence_number < 5").update();

            assertThat(allocate(node, "o1")).isEqualTo(new AllocateOutcome.AlreadyAllocated("b1", null));
            assertThat(allocate(node, "o6")).isEqualTo(new AllocateOutcome.Allocated("b1", null));
        }
    }

    @Test
    void products_beyond_the_bound_are_loaded_again() {
        try (var node = CommandSideNode.on(CommandSideNode.newDatabase(), "--allocator.product.cache-size=1")) {
            addBatch(node, "b1", 2);
            allocate(node, "o1");
            node.part(ProductGateway.class).send(new AddBatchCommand("BLUE-CHAIR", "b2", 1, null), "tester");

            assertThat(allocate(node, "o1")).isEqualTo(new AllocateOutcome.AlreadyAllocated("b1", null));
            assertThat(allocate(node, "o2")).isEqualTo(new AllocateOutcome.Allocated("b1", null));
            assertThat(allocate(node, "o3")).isEqualTo(new AllocateOutcome.OutOfStock());
        }
    }

    private static void addBatch(CommandSideNode node, String reference, int quantity) {
        node.part(ProductGateway.class).send(new AddBatchCommand(SKU, reference, quantity, null), "tester");
    }

    private static AllocateOutcome allocate(CommandSideNode node, String orderId) {
        return node.part(ProductGateway.class).send(new AllocateCommand(SKU, orderId, "1", 1, REJECT), "tester")
                .outcome();
    }

    private static long storedEvents(CommandSideNode node) {
        return node.sql().sql("SELECT count(*) FROM event_store.domain_event").query(Long.class).single();
    }

    private static long lastSnapshot(CommandSideNode node) {
        return node.sql().sql("SELECT coalesce(max(sequence_number), -1) FROM event_store.snapshot_event")
                .query(Long.class).single();
    }
}
