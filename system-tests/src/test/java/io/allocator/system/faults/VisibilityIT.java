package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How soon a commit in one process is seen in another. Measured on {@code /changes}, which disturbs least: one connection
 * brings every change as soon as all views show it. Each carries the time at which it was decided, before its commit.
 */
@FaultCase
class VisibilityIT {

    private static final int COMMANDS_PER_SECOND = 500;
    private static final int WARM_UP_SECONDS = 2;
    private static final String COUNT = "SELECT count(*) FROM event_store.domain_event";

    @Test
    void aCommitIsSeenInAnotherProcessWithinMilliseconds(Nodes nodes) throws InterruptedException {
        var seconds = Run.either(4, 60);
        Aftermath.awaitViews(nodes);
        var eventsBefore = nodes.postgres().number(COUNT);
        try (var changes = Changes.follow(nodes);
                var load = Load.start(nodes, Run.random(VisibilityIT.class), COMMANDS_PER_SECOND, 20)) {
            load.awaitAnswers((long) COMMANDS_PER_SECOND * WARM_UP_SECONDS);
            var began = Instant.now();
            var answers = load.log().answers();
            load.awaitAnswers((long) COMMANDS_PER_SECOND * seconds);
            var perSecond = (load.log().answers() - answers) / (Duration.between(began, Instant.now()).toNanos() / 1e9);
            var log = load.finish();
            var right = Aftermath.expectRight(nodes, log);
            var events = nodes.postgres().number(COUNT) - eventsBefore;
            // the views have them all; they are on their way, at most
            await("all changes").until(() -> changes.seen().size() >= events);

            var seen = changes.seen();
            var delays = seen.stream().filter(change -> change.came().isAfter(began)).map(Changes.Change::delay)
                    .sorted().toList();
            Run.print(VisibilityIT.class,
                    ("%.0f commands/s, %d changes; from the decision, before the commit, to /changes of another process, "
                            + "sent when all views show it: p50 %s, p99 %s, longest %s; %s").formatted(perSecond,
                                    delays.size(), millis(delays, 0.5), millis(delays, 0.99), millis(delays, 1),
                                    right));
            var once = new HashSet<String>();
            assertThat(seen.stream().map(Changes.Change::event).filter(event -> !once.add(event)))
                    .as("changes sent twice")
                    .isEmpty();
            // far below the second after which readers look by themselves
            assertThat(delays.get(delays.size() / 2)).isLessThan(Duration.ofMillis(Run.either(250, 20)));
            if (Run.isLong()) {
                assertThat(delays.get((int) (delays.size() * 0.99))).isLessThan(Duration.ofMillis(100));
            }
        }
    }

    private static String millis(List<Duration> sorted, double part) {
        var index = Math.min(sorted.size() - 1, (int) (sorted.size() * part));
        return "%.1f ms".formatted(sorted.get(index).toNanos() / 1e6);
    }
}
