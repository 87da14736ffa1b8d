package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.Nodes;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PostgreSQL restarted and away, its connections cut: who cannot be served is told so at once, and all comes back. */
@FaultCase
class OutageIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration READ_ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private final Random random = Run.random(OutageIT.class);

    @Test
    void whilePostgresIsAwayWritesAreRefusedAtOnceAndAllRecoversByItself(Nodes nodes) throws InterruptedException {
        var away = Duration.ofSeconds(Run.either(3, 30));
        try (var load = Load.start(nodes, random)) {
            for (var mode : new String[]{"fast", "immediate"}) {
                load.awaitAnswers(random.nextInt(100, 300));
                var refusedBefore = load.log().unavailable();
                nodes.postgres().stop(mode);
                var reads = new Reads();
                reads.ask(nodes, away);
                nodes.postgres().startAgain();
                var back = load.awaitService();
                var readsBack = awaitReads(nodes);

                Run.print(OutageIT.class,
                        ("PostgreSQL away for %s (%s): %d writes told 503, slowest of all so far %s; reads: %s; "
                                + "afterwards writing again in %s, reading in %s").formatted(Run.seconds(away), mode,
                                        load.log().unavailable() - refusedBefore,
                                        Run.seconds(load.log().slowestUnavailable()), reads, Run.seconds(back),
                                        Run.seconds(readsBack)));
                assertThat(reads.slowest).isLessThan(READ_ANSWERED_WITHIN);
                assertThat(back).isLessThan(BACK_WITHIN);
                assertThat(readsBack).isLessThan(BACK_WITHIN);
            }
            var log = load.finish();

            Run.print(OutageIT.class, Aftermath.expectRight(nodes, log));
            assertThat(log.unavailable()).as("writes told 503").isPositive();
            assertThat(log.slowestUnavailable()).as("the slowest 503").isLessThan(AT_ONCE);
        }
    }

    /** Reads while PostgreSQL is away: each is answered, with what there is or with 503. */
    private static final class Reads {

        private int answered;
        private int refused;
        private Duration slowest = Duration.ZERO;

        void ask(Nodes nodes, Duration howLong) {
            var until = System.nanoTime() + howLong.toNanos();
            while (System.nanoTime() < until) {
                var began = System.nanoTime();
                var answer = nodes.client().overview();
                var took = Duration.ofNanos(System.nanoTime() - began);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                if (answer.status() == 200) {
                    answered++;
                } else {
                    answer.expect(503);
                    assertThat(answer.headers().firstValue("Retry-After")).as(answer::toString).isPresent();
                    refused++;
                }
            }
        }

        @Override
        public String toString() {
            return "%d answered, %d told 503, slowest %s".formatted(answered, refused, Run.seconds(slowest));
        }
    }

    private static Duration awaitReads(Nodes nodes) {
        var began = System.nanoTime();
        await("reads").atMost(BACK_WITHIN).pollInterval(Duration.ofMillis(10))
                .until(() -> nodes.client().overview().status() == 200);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void withTheWakeUpCutAgainAndAgainChangesAreStillSeen(Nodes nodes) throws InterruptedException {
        var until = Run.untilNanos(0.05);
        var cuts = 0;
        var slowest = Duration.ZERO;
        try (var load = Load.start(nodes, random); var cutter = WakeUpCutter.start(nodes.postgres())) {
            do {
                load.awaitAnswers(random.nextInt(20, 60));
                var seen = timeToSee(nodes);
                slowest = seen.compareTo(slowest) > 0 ? seen : slowest;
                cuts++;
            } while (cuts < 8 || System.nanoTime() < until);
            var log = load.finish();
            var cutOff = cutter.times();

            Run.print(OutageIT.class, "wake-up cut %d times; slowest of %d changes seen after %s; %s".formatted(cutOff,
                    cuts, Run.seconds(slowest), Aftermath.expectRight(nodes, log)));
            assertThat(cutOff).isPositive();
            assertThat(slowest).isLessThan(SEEN_WITHIN);
        }
    }

    private static Duration timeToSee(Nodes nodes) {
        var ref = Fresh.name("cut-off");
        nodes.client().addBatch(ref, ref, 1, null).expect(201);
        var began = System.nanoTime();
        await("a change without wake-up").atMost(BACK_WITHIN).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5)).until(() -> nodes.client().batch(ref).status() == 200);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void connectionsKilledAtRandomHarmNobody(Nodes nodes) throws InterruptedException {
        var until = Run.untilNanos(0.05);
        var kills = 0;
        try (var load = Load.start(nodes, random)) {
            do {
                load.awaitAnswers(random.nextInt(10, 60));
                nodes.postgres().execute("""
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                        ORDER BY md5(pid::text || ?) LIMIT 4""", Integer.toString(random.nextInt()));
                kills += 4;
            } while (kills < 60 || System.nanoTime() < until);
            load.awaitService();
            var log = load.finish();

            Run.print(OutageIT.class,
                    "%d connections killed at random; %s".formatted(kills, Aftermath.expectRight(nodes, log)));
        }
    }
}
