package io.allocator.command.dispatch;

import static io.allocator.api.command.OnShortage.BACKORDER;
import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.command.CommandSideNode;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Commands on several lanes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanesIT {

    private static final int SKUS = 40;

    @Test
    void a_SKU_that_is_held_up_holds_up_its_own_lane_only() throws Exception {
        try (var node = CommandSideNode.on(CommandSideNode.newDatabase(), "--allocator.commands.lanes=4",
                "--allocator.commands.patience=60s", "--allocator.commands.stalled-after=60s")) {
            var gateway = node.part(ProductGateway.class);
            IntStream.range(0, SKUS).forEach(n -> gateway.send(new AddBatchCommand("S" + n, "b" + n, 9, null), "t"));
            CompletableFuture<?> held;
            try (var other = node.part(DataSource.class).getConnection()) {
                other.setAutoCommit(false);
                try (var statement = other.createStatement()) {
                    // what the SKU's next event would be: its writer has to wait and see whether this one is committed
                    statement.execute("""
                            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                                sequence_number, type, time_stamp, payload_type, payload, meta_data)
                            VALUES ('x', 'S0', 1, 'Product', '2026-01-01T00:00:00Z', 'x', '{}', '{}')
                            """);
                }
                held = gateway.sendInTurn(allocate("S0"), "t");
                var others = IntStream.range(1, SKUS).mapToObj(n -> gateway.sendInTurn(allocate("S" + n), "t"))
                        .toList();

                // 3 of 4 lanes; by chance not exactly 3 of 4 SKUs
                await().until(() -> others.stream().filter(CompletableFuture::isDone).count() > SKUS / 2);
                assertThat(held).isNotDone();
                other.rollback();
                other.setAutoCommit(true);
                others.forEach(CompletableFuture::join);
            }
            held.join();
        }
    }

    @Test
    void a_long_drain_holds_up_the_commands_of_its_own_SKU_only() {
        var database = CommandSideNode.newDatabase();
        try (var node = CommandSideNode.on(database)) {
            var gateway = node.part(ProductGateway.class);
            gateway.send(new AddBatchCommand("LONG", "first", 1, null), "t");
            gateway.send(new AddBatchCommand("OTHER", "other", 1, null), "t");
            IntStream.range(0, 20_000)
                    .mapToObj(n -> gateway.sendInTurn(new AllocateCommand("LONG", "o" + n, "1", 2, BACKORDER), "t"))
                    .toList().forEach(CompletableFuture::join);
        }
        try (var node = CommandSideNode.on(database, "--allocator.commands.lanes=1",
                "--allocator.commands.together=4", "--allocator.commands.patience=60s")) {
            var gateway = node.part(ProductGateway.class);
            var arrives = gateway.sendInTurn(new AddBatchCommand("LONG", "second", 40_000, null), "t");
            var behind = IntStream.range(0, 12).mapToObj(n -> gateway.sendInTurn(allocate("LONG"), "t")).toList();
            var other = gateway.sendInTurn(allocate("OTHER"), "t");
            arrives.join();
            other.join();
            behind.forEach(CompletableFuture::join);

            assertThat(behind).extracting(answer -> answer.join().outcome())
                    .containsOnly(new AllocateOutcome.Allocated("first", null),
                            new AllocateOutcome.AlreadyAllocated("first", null));
            assertThat(lastOf(node, "OTHER")).isLessThan(lastOf(node, "LONG"));
        }
    }

    private static long lastOf(CommandSideNode node, String sku) {
        return node.sql().sql("SELECT max(global_index) FROM event_store.domain_event WHERE aggregate_identifier = ?")
                .param(sku)
                .query(Long.class).single();
    }

    private static AllocateCommand allocate(String sku) {
        return new AllocateCommand(sku, "o", "1", 1, REJECT);
    }
}
