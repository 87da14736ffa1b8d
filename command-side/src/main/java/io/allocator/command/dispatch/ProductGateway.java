package io.allocator.command.dispatch;

import io.allocator.api.command.DrainOutcome;
import io.allocator.api.command.ProductCommand;
import io.allocator.http.ConsistencyToken.OfProduct;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
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

    /** Under which key a product adds to the result which of its events is the last. */
    public static final String VERSION = "version";

    private static final int MAX_TRIES = 20;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

    private final CommandBus commands;

    ProductGateway(CommandBus commands) {
        this.commands = commands;
    }

    /**
     * Sends a command on behalf of {@code actor} and waits for its outcome, which is committed when this returns. Where
     * a long drain has to be finished first, it is sent as often as that takes.
     *
     * @throws ProblemException when other nodes were faster too many times
     */
    public <O> Decided<O> send(ProductCommand<O> command, String actor) {
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command)
                .andMetaData(Map.of(ACTOR, actor));
        CommandResultMessage<?> result;
        do {
            result = decide(command, message);
        } while (result.getPayload() == DrainOutcome.MORE);
        @SuppressWarnings("unchecked") // the handler of a command answers with the command's kind of outcome
        var outcome = (O) result.getPayload();
        var version = (Long) result.getMetaData().get(VERSION);
        return new Decided<>(outcome, version == null ? null : new OfProduct(version, command.sku()));
    }

    private CommandResultMessage<?> decide(ProductCommand<?> command, CommandMessage<Object> message) {
        for (var tries = 1;; tries++) {
            var callback = new FutureCallback<Object, Object>();
            commands.dispatch(message, callback);
            var result = callback.getResult();
            if (!result.isExceptional()) {
                return result;
            }
            if (!isConflict(result.exceptionResult())) {
                throw asRuntime(result.exceptionResult());
            }
            if (tries == MAX_TRIES) {
                throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE,
                        "Too many changes to sku " + command.sku() + " at once; try again"));
            }
            pauseAfter(tries);
        }
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException;
    }

    private static RuntimeException asRuntime(Throwable failure) {
        return failure instanceof RuntimeException e ? e : new CommandExecutionException("Not decided", failure);
    }

    /** Jitter, so that two nodes do not meet again. */
    private static void pauseAfter(int tries) {
        var longest = Math.min(SHORTEST_PAUSE.toNanos() << Math.min(tries, 10), LONGEST_PAUSE.toNanos());
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
