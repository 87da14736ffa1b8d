package io.allocator.command.drains;

import static io.allocator.api.command.OnShortage.BACKORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.command.CommandSideNode;
import io.allocator.command.dispatch.ProductGateway;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Drains that were too long for one commit are gone on with. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DrainContinuationIT {

    @Test
    void a_drain_that_fails_does_not_keep_the_others_from_going_on() {
        var database = CommandSideNode.newDatabase();
        try (var node = CommandSideNode.on(database)) {
            node.part(ProductGateway.class).send(new AddBatchCommand("A", "of-a", 1, null), "t");
            // from now on nobody can read it
            node.sql().sql("UPDATE event_store.domain_event SET payload = '{}' WHERE aggregate_identifier = 'A'")
                    .update();
            node.sql().sql("INSERT INTO event_store.due_drain (sku) VALUES ('A')").update();
        }
        try (var node = CommandSideNode.on(database)) {
            var gateway = node.part(ProductGateway.class);
            gateway.send(new AddBatchCommand("B", "first", 1, null), "t");
            IntStream.range(0, 2_500)
                    .mapToObj(n -> gateway.sendInTurn(new AllocateCommand("B", "o" + n, "1", 2, BACKORDER), "t"))
                    .toList().forEach(CompletableFuture::join);

            gateway.send(new AddBatchCommand("B", "second", 5_000, null), "t");

            await().untilAsserted(() -> assertThat(moved(node)).isEqualTo(2_500));
        }
    }

    private static long moved(CommandSideNode node) {
        return node.sql()
                .sql("SELECT count(*) FROM event_store.readable_event WHERE sku = 'B' AND event = 'LineMoved'")
                .query(Long.class).single();
    }
}
