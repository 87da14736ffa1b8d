package io.allocator.command.dispatch;

import io.allocator.api.command.DrainOutcome;
import io.allocator.api.command.ProductCommand;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/**
 * Sends commands to products. When another node decided about the same SKU in between, and only then, the command is
 * decided again: nothing of the first try was kept. The retry stays on the caller's (virtual) thread; Axon's retry
 * scheduler would move it to a pool of its own, and retries business failures too.
 */
@Component
public class ProductGateway {

    /** Under which key the one who asked travels in the metadata of the command and of its events. */
    public static final String ACTOR = "actor";

    private static final int MAX_TRIES = 20;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

    private final CommandGateway commands;

    ProductGateway(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Sends a command on behalf of {@code actor} and waits for its outcome, which is committed when this returns. Where
     * a long drain has to be finished first, it is sent as often as that takes.
     *
     * @throws ProblemException when other nodes were faster too many times
     */
    public <O> O send(ProductCommand<O> command, String actor) {
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command)
                .andMetaData(Map.of(ACTOR, actor));
        Object outcome;
        do {
            outcome = decide(command, message);
        } while (outcome == DrainOutcome.MORE);
        @SuppressWarnings("unchecked") // the handler of a command answers with the command's kind of outcome
        var answer = (O) outcome;
        return answer;
    }

    private Object decide(ProductCommand<?> command, CommandMessage<Object> message) {
        for (var tries = 1;; tries++) {
            try {
                return commands.sendAndWait(message);
            } catch (ConcurrencyException | AggregateStreamCreationException conflict) {
                if (tries == MAX_TRIES) {
                    throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE,
                            "Too many changes to sku " + command.sku() + " at once; try again"));
                }
                pauseAfter(tries);
            }
        }
    }

    /** Jitter, so that two nodes do not meet again. */
    private static void pauseAfter(int tries) {
        var longest = Math.min(SHORTEST_PAUSE.toNanos() << Math.min(tries, 10), LONGEST_PAUSE.toNanos());
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
