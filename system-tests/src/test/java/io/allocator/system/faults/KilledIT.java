package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.Nodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code kill -9}, at random moments under load: of a command side, of the query side, of PostgreSQL with all of it. */
@FaultCase
class KilledIT {

    private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

    private final Random random = Run.random(KilledIT.class);
    private final List<Duration> postgresBack = new ArrayList<>();
    private final List<Duration> nodesBack = new ArrayList<>();

    @Test
    void whatWasAnsweredIsThereAndNothingTwice(Nodes nodes) throws InterruptedException {
        var until = Run.untilNanos(0.5);
        var rounds = 0;
        try (var load = Load.start(nodes, random)) {
            do {
                killPostgres(nodes, load);
                killBothSides(nodes, load);
                rounds++;
            } while (rounds < Run.either(1, 20) || System.nanoTime() < until);
            killPostgres(nodes, load);
            var log = load.finish();

            var right = Aftermath.expectRight(nodes, log);

            Run.print(KilledIT.class,
                    ("%d kills of a command side, %d of the query side (ready again within %s), %d of PostgreSQL "
                            + "(writing again within %s); %s").formatted(rounds, rounds, longest(nodesBack),
                                    postgresBack.size(), longest(postgresBack), right));
            assertThat(postgresBack).allSatisfy(time -> assertThat(time).isLessThan(BACK_WITHIN));
        }
    }

    private void killPostgres(Nodes nodes, Load load) {
        load.awaitAnswers(random.nextInt(20, 200));
        var began = System.nanoTime();
        nodes.postgres().kill();
        nodes.postgres().startAgain();
        load.awaitService();
        postgresBack.add(Duration.ofNanos(System.nanoTime() - began));
    }

    /** Both at once, for starting takes long. The other command sides go on. */
    private void killBothSides(Nodes nodes, Load load) {
        load.awaitAnswers(random.nextInt(20, 200));
        var commandSide = nodes.commandSides().get(random.nextInt(nodes.commandSides().size()));
        var querySide = nodes.querySides().getFirst();
        commandSide.kill();
        load.awaitAnswers(random.nextInt(20, 100));
        querySide.kill();
        load.awaitAnswers(random.nextInt(20, 100));
        var began = System.nanoTime();
        commandSide.startAgain();
        querySide.startAgain();
        nodes.awaitReady();
        nodesBack.add(Duration.ofNanos(System.nanoTime() - began));
    }

    private static String longest(List<Duration> times) {
        return Run.seconds(times.stream().max(Duration::compareTo).orElseThrow());
    }
}
