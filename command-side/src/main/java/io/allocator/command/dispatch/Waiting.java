package io.allocator.command.dispatch;

import io.allocator.api.command.ProductCommand;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/**
 * A command that waits for its turn.
 *
 * @param sku the product it goes to
 * @param message the command, and who asks
 * @param since when it came, by {@link System#nanoTime}
 * @param patient whether it waits for a database that is away, instead of being refused
 * @param answer given once it is committed. Whoever gives up completes it, and the command has no turn any more
 */
record Waiting(String sku, CommandMessage<?> message, long since, boolean patient,
        CompletableFuture<CommandResultMessage<?>> answer) {

    Waiting(ProductCommand<?> command, String actor, boolean patient) {
        this(command.sku(), GenericCommandMessage.asCommandMessage(command)
                .andMetaData(Map.of(ProductGateway.ACTOR, actor)), System.nanoTime(), patient,
                new CompletableFuture<>());
    }

    ProductCommand<?> command() {
        return (ProductCommand<?>) message.getPayload();
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }
}
