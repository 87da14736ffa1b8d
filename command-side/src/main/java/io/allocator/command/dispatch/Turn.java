package io.allocator.command.dispatch;

import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Commands that have their turn together. They are committed together; when that fails, then so that only those fail that
 * cannot succeed: after a conflict with another node all are decided again, since nothing of the first try was kept; for
 * a failure of any other kind, or a conflict that goes on, each half is decided by itself, down to single commands.
 * Commands of one SKU keep their order throughout.
 */
final class Turn {

    private static final int TRIES_TOGETHER = 4;
    private static final int TRIES_ALONE = 20;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

    private final SharedTransaction transaction;

    /** Their commands wait for the next turn. */
    private final Set<String> draining = new HashSet<>();

    Turn(SharedTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Has commands decided and answered. One that is not answered after this has to wait for another turn: a part of a
     * long drain, which comes first, is done.
     *
     * @throws DatabaseAwayException when some are answered, and of the others nobody knows
     */
    void decide(List<Waiting> commands) {
        // Two nodes that lock the same products do so in the same order, and do not end in a deadlock.
        decideOrSplit(commands.stream().sorted(Comparator.comparing(Waiting::sku)).toList());
    }

    private void decideOrSplit(List<Waiting> commands) {
        if (commands.stream().allMatch(command -> draining.contains(command.sku()))) {
            return;
        }
        var size = commands.size();
        var failure = tryToDecide(commands, size == 1 ? TRIES_ALONE : TRIES_TOGETHER);
        if (failure == null) {
            return;
        }
        if (size == 1) {
            commands.getFirst().fail(failure);
            return;
        }
        decideOrSplit(commands.subList(0, size / 2));
        decideOrSplit(commands.subList(size / 2, size));
    }

    /** Why it could not be done; null when it is. */
    private @Nullable RuntimeException tryToDecide(List<Waiting> commands, int maxTries) {
        for (var tries = 1;; tries++) {
            try {
                var committed = transaction.decide(commands, draining);
                draining.addAll(committed.draining());
                committed.results().forEach((command, result) -> command.answer().complete(result));
                return null;
            } catch (RuntimeException e) {
                switch (FailureKind.of(e)) {
                    case AWAY -> throw new DatabaseAwayException(e);
                    case OWN -> {
                        return e;
                    }
                    case CONFLICT -> {
                        if (tries == maxTries) {
                            return tooManyChanges(commands.getFirst().sku());
                        }
                        pauseAfter(tries);
                    }
                }
            }
        }
    }

    private static ProblemException tooManyChanges(String sku) {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE,
                "Too many changes to sku " + sku + " at once; try again"));
    }

    /** Jitter, so that two nodes do not meet again. */
    private static void pauseAfter(int tries) {
        var longest = Math.min(SHORTEST_PAUSE.toNanos() << Math.min(tries, 10), LONGEST_PAUSE.toNanos());
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
