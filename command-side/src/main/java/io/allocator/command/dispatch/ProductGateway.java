package io.allocator.command.dispatch;

import io.allocator.api.command.ProductCommand;
import io.allocator.http.ConsistencyToken.OfProduct;
import io.allocator.http.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandResultMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends commands to products; a command is answered once what it decided is committed. */
@Component
public class ProductGateway {

    /** Under which key the one who asked travels in the metadata of the command and of its events. */
    public static final String ACTOR = "actor";

    /** Under which key a product adds to the result which of its events is the last. */
    public static final String VERSION = "version";

    private final GroupCommit groupCommit;
    private final Patience patience;

    ProductGateway(GroupCommit groupCommit, Patience patience) {
        this.groupCommit = groupCommit;
        this.patience = patience;
    }

    /**
     * Sends a command on behalf of {@code actor} and waits for its outcome.
     *
     * @throws ProblemException when it was not accepted, when other nodes were faster too many times, or when the
     *     database is away; in the last case it may have been done, and sending it again is the way to know
     */
    public <O> Decided<O> send(ProductCommand<O> command, String actor) {
        var waiting = new Waiting(command, actor, false);
        groupCommit.submit(waiting);
        patience.watch(waiting);
        return decided(command, await(waiting));
    }

    /**
     * Sends one of many commands, whose number in flight the sender bounds: it waits where {@link #send} would refuse.
     * Those of one SKU are decided in the order in which they are sent.
     *
     * @return completed by the thread that commits, which must not be held up; exceptionally as {@link #send} throws
     */
    public <O> CompletableFuture<Decided<O>> sendInTurn(ProductCommand<O> command, String actor) {
        var waiting = new Waiting(command, actor, true);
        groupCommit.submit(waiting);
        return waiting.answer().thenApply(result -> decided(command, result));
    }

    /**
     * For those who have to ask the database something before they know what to send.
     *
     * @throws ProblemException when it would not be accepted now
     */
    public void ensureAccepting() {
        groupCommit.ensureAccepting();
    }

    private static <O> Decided<O> decided(ProductCommand<O> command, CommandResultMessage<?> result) {
        @SuppressWarnings("unchecked") // the handler of a command answers with the command's kind of outcome
        var outcome = (O) result.getPayload();
        var version = (Long) result.getMetaData().get(VERSION);
        return new Decided<>(outcome, version == null ? null : new OfProduct(version, command.sku()));
    }

    private static CommandResultMessage<?> await(Waiting command) {
        try {
            return command.answer().get();
        } catch (ExecutionException e) {
            throw asRuntime(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var problem = GroupCommit.unavailable("Interrupted");
            command.fail(problem);
            throw problem;
        }
    }

    private static RuntimeException asRuntime(@Nullable Throwable failure) {
        return failure instanceof RuntimeException e ? e : new CommandExecutionException("Not decided", failure);
    }
}
