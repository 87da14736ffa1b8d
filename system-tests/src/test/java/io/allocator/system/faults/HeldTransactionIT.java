package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.Nodes;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A transaction stays open that has an early place in the log. In the long form for longer than Axon's gap timeout of 60 s;
 * what counts in the short one is that the others pass it by hundreds of events.
 */
@FaultCase
class HeldTransactionIT {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(2);

    @Test
    void theOthersAreSeenMeanwhileAndItIsWhenItCommits(Nodes nodes) throws InterruptedException, SQLException {
        var name = Fresh.name("held");
        try (var load = Load.start(nodes, Run.random(HeldTransactionIT.class), 0, 50);
                var held = HeldTransaction.begin(nodes.postgres(), name)) {
            var began = System.nanoTime();
            var until = began + Duration.ofSeconds(Run.either(2, 90)).toNanos();
            do {
                load.awaitAnswers(500);
                expectVisible(nodes);
            } while (System.nanoTime() < until);
            var indexes = nodes.postgres().number("SELECT max(global_index) FROM event_store.domain_event")
                    - held.globalIndex();
            assertThat(nodes.client().batch(name).status()).isEqualTo(404);

            held.commit();
            var committed = System.nanoTime();
            await("the held event").atMost(VISIBLE_WITHIN).pollInterval(Duration.ofMillis(5))
                    .until(() -> nodes.client().batch(name).status() == 200);
            var seen = Duration.ofNanos(System.nanoTime() - committed);
            // and the write side knows it, too
            nodes.client().allocate(name, name, 2).expect(201).with("batchref", name);
            var log = load.finish();

            var right = Aftermath.expectRight(nodes, log);

            Run.print(HeldTransactionIT.class, "held for %s and %d indexes, seen %s after its commit; %s"
                    .formatted(Run.seconds(Duration.ofNanos(committed - began)), indexes, Run.seconds(seen), right));
        }
    }

    private static void expectVisible(Nodes nodes) {
        var ref = Fresh.name("meanwhile");
        nodes.client().addBatch(ref, ref, 1, null).expect(201);
        await("an event behind the held one").atMost(VISIBLE_WITHIN).pollInterval(Duration.ofMillis(5))
                .until(() -> nodes.client().batch(ref).status() == 200);
    }
}
