package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.Nodes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Two and three command sides decide about one SKU, one and two query sides share the views; nodes are added and taken away
 * while they do.
 */
@FaultCase
class NodesIT {

    private static final int ALL_ON_ONE_SKU = 100;
    private static final Duration TAKES_OVER_WITHIN = Duration.ofSeconds(10);

    @Test
    void nodesComeAndGoAndNobodyNotices(Nodes nodes) throws InterruptedException {
        var random = Run.random(NodesIT.class);
        var until = Run.untilNanos(0.1);
        var changes = 0;
        var takenOver = Duration.ZERO;
        try (var load = Load.start(nodes, random, Run.pace(), ALL_ON_ONE_SKU)) {
            do {
                load.awaitAnswers(200);
                addOneOfEach(nodes);
                load.awaitAnswers(200);
                // in order, as when a new version is put in place of it; clients still come to it until the end
                nodes.commandSides().getFirst().stop();
                nodes.commandSides().removeFirst();
                load.awaitAnswers(200);
                awaitShared(nodes, load);
                var last = takeOver(nodes);
                takenOver = last.compareTo(takenOver) > 0 ? last : takenOver;
                changes++;
            } while (System.nanoTime() < until);
            var log = load.finish();

            var right = Aftermath.expectRight(nodes, log);

            Run.print(NodesIT.class,
                    "%d times 2, 3 and 2 command sides on one SKU; a query side in place of a killed one within %s; %s"
                            .formatted(changes, Run.seconds(takenOver), right));
        }
    }

    private static void addOneOfEach(Nodes nodes) {
        var commandSide = nodes.newCommandSide();
        var querySide = nodes.newQuerySide();
        nodes.querySides().add(querySide);
        commandSide.awaitReady();
        nodes.commandSides().add(commandSide);
        querySide.awaitReady();
    }

    /** Both query sides have half of the views' parts each, while the load goes on. */
    private static void awaitShared(Nodes nodes, Load load) {
        await("both query sides have a share").atMost(TAKES_OVER_WITHIN).until(() -> nodes.postgres()
                .number("SELECT count(*) FROM (SELECT owner FROM read_model.token_entry GROUP BY owner"
                        + " HAVING owner IS NOT NULL AND count(*) * 2 = (SELECT count(*) FROM read_model.token_entry))"
                        + " AS half") == 2);
        load.awaitAnswers(100);
    }

    /** Kills the first query side: the second goes on with all views, and shows what comes after. */
    private static Duration takeOver(Nodes nodes) {
        var began = System.nanoTime();
        nodes.querySides().getFirst().kill();
        nodes.querySides().removeFirst();
        var ref = Fresh.name("after-take-over");
        nodes.client().addBatch(ref, ref, 1, null).expect(201);
        await("a change after a query side was killed").atMost(TAKES_OVER_WITHIN).pollInterval(Duration.ofMillis(20))
                .until(() -> nodes.client().batch(ref).status() == 200);
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(took).isLessThan(TAKES_OVER_WITHIN);
        return took;
    }
}
