package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.Audit;
import io.allocator.system.harness.Nodes;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** All that must be right after an injury. */
final class Aftermath {

    private static final Duration MAY_CATCH_UP = Duration.ofMinutes(3);
    private static final Duration MAY_BE_AUDITED = Duration.ofMinutes(5);
    private static final Duration MAY_DIFFER = Duration.ofSeconds(15);

    private Aftermath() {}

    /**
     * Waits until the views have caught up, and asserts that every answer is in the log and in the views, once, and that the
     * log breaks no rule.
     *
     * @return for the print
     */
    static String expectRight(Nodes nodes, AnswerLog answers) throws InterruptedException {
        var began = System.nanoTime();
        awaitViews(nodes);
        var caughtUp = Duration.ofNanos(System.nanoTime() - began);
        assertThat(answers.wrong().stream().limit(10)).as("answers that nobody may get, %d", answers.wrong().size())
                .isEmpty();
        var log = LogFold.of(nodes.postgres());
        assertThat(log.violations().stream().limit(10)).as("violations of the rules, %d", log.violations().size())
                .isEmpty();
        AnswersAreInTheLog.check(answers.told(), log);
        expectEqualViews(nodes, log);
        Audit.expectClean(nodes.client().read(), MAY_BE_AUDITED);
        return "%s; views caught up in %s, equal to a fold over all %d events; audit clean".formatted(answers,
                Run.seconds(caughtUp), log.events());
    }

    /** Waits until every view has come to the end of the log. */
    static void awaitViews(Nodes nodes) {
        var client = nodes.client();
        await("views").atMost(MAY_CATCH_UP).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    var answer = client.get("/operations/views");
                    return answer.status() == 200 && answer.json().valueStream()
                            .allMatch(view -> view.get("position").asLong() >= view.get("last").asLong());
                });
    }

    /** A gap that is filled late may still be missing for a moment. */
    private static void expectEqualViews(Nodes nodes, LogFold log) throws InterruptedException {
        try {
            await("equal views").atMost(MAY_DIFFER).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(500))
                    .until(() -> ViewsShowTheLog.differences(log, nodes), List::isEmpty);
        } catch (ConditionTimeoutException e) {
            var differences = ViewsShowTheLog.differences(log, nodes);
            throw new AssertionError("Views that do not show the log, %d differences: %s".formatted(differences.size(),
                    differences.subList(0, Math.min(20, differences.size()))), e);
        }
    }
}
