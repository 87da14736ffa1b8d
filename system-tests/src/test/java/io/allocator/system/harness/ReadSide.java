package io.allocator.system.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for the read side, which follows the write side, each view at its own pace. What is not there yet fails an
 * assertion, or the {@code null} or the index it is looked for by: both are waited for.
 */
public final class ReadSide {

    private static final Duration MAY_LAG = Duration.ofSeconds(30);

    private ReadSide() {}

    /** Repeats an assertion about the read side until it holds. */
    public static void eventually(ThrowingRunnable assertion) {
        eventually(MAY_LAG, assertion);
    }

    /** Repeats an assertion about the read side until it holds, for longer where there is much to catch up with. */
    public static void eventually(Duration atMost, ThrowingRunnable assertion) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(atMost).ignoreExceptions()
                .untilAsserted(assertion);
    }

    /** Asks until the answer is 200. */
    public static Answer found(Supplier<Answer> question) {
        eventually(() -> question.get().expect(200));
        return question.get();
    }
}
