package io.allocator.command.dispatch;

import io.allocator.command.background.BackgroundWork;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/**
 * Gives commands up that have waited too long for their answer. It looks at all of them now and then: a timer for each
 * costs more than the command.
 */
@Component
final class Patience extends BackgroundWork {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Duration patience;
    /** The oldest first; those that are answered stay until the next look. */
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    Patience(DispatchSettings settings) {
        super("patience");
        this.patience = settings.patience();
    }

    /** From now on this command has an answer at last, if only that it was not done in time. */
    void watch(Waiting command) {
        waiting.add(command);
    }

    @Override
    protected Duration work() {
        var now = System.nanoTime();
        for (var oldest = waiting.peek(); oldest != null && isOver(oldest, now); oldest = waiting.peek()) {
            // One that has not had its turn will not have it; one that is just being committed may be done.
            oldest.fail(GroupCommit.unavailable("Not done in time, or not known to be; try again"));
            waiting.remove();
        }
        return BETWEEN_LOOKS;
    }

    private boolean isOver(Waiting command, long now) {
        return command.isAnswered() || now - command.since() > patience.toNanos();
    }

    /** Ends after the lane, which answers what is left. */
    @Override
    public int getPhase() {
        return GroupCommit.PHASE - 1;
    }
}
