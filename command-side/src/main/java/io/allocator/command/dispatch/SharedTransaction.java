package io.allocator.command.dispatch;

import io.allocator.api.command.DrainOutcome;
import io.allocator.command.past.PastStockStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Decides several commands and commits them together: a unit of work that owns the transaction, and nested in it one for
 * each command. Axon has the events of all appended by the outer one, in one statement, and keeps the products locked
 * until it ends; a command sees what those before it have decided.
 */
@Component
class SharedTransaction {

    private final CommandBus commands;
    private final TransactionManager transactions;
    private final PastStockStore past;

    SharedTransaction(CommandBus commands, TransactionManager transactions, PastStockStore past) {
        this.commands = commands;
        this.transactions = transactions;
        this.past = past;
    }

    /**
     * What was committed.
     *
     * @param results of the commands that were decided
     * @param draining SKUs with a drain to go on with: a part of it was committed, their commands still wait
     */
    record Committed(Map<Waiting, CommandResultMessage<?>> results, Set<String> draining) {}

    /**
     * Decides commands, in their order.
     *
     * @param alreadyDraining SKUs whose commands are to be left out
     * @throws RuntimeException why one of them, or the commit, failed. Of none anything is kept then, in memory too;
     *     but when the connection was lost in the commit, they may all be in the store
     */
    Committed decide(List<Waiting> commands, Set<String> alreadyDraining) {
        var results = new LinkedHashMap<Waiting, CommandResultMessage<?>>();
        var draining = new HashSet<>(alreadyDraining);
        var together = new Together();
        together.start();
        together.attachTransaction(transactions);
        var end = together.executeWithResult(() -> {
            past.expect(commands.stream().map(Waiting::command).toList());
            for (var command : commands) {
                if (draining.contains(command.sku())) {
                    continue;
                }
                var result = decide(command.message());
                if (result.getPayload() == DrainOutcome.MORE) {
                    draining.add(command.sku());
                } else {
                    results.put(command, result);
                }
            }
            return null;
        });
        if (end.isExceptional()) {
            throw asRuntime(end.exceptionResult());
        }
        return new Committed(results, draining);
    }

    private CommandResultMessage<?> decide(CommandMessage<?> command) {
        var callback = new FutureCallback<Object, Object>();
        commands.dispatch(command, callback);
        var result = callback.getResult();
        if (result.isExceptional()) {
            throw asRuntime(result.exceptionResult());
        }
        return result;
    }

    private static RuntimeException asRuntime(Throwable failure) {
        return failure instanceof RuntimeException e ? e : new UndecidedException(failure);
    }

    /**
     * The unit of work of all. When something fails in its commit Axon rolls it back, but for an {@link Error}: the transaction
     * would stay with the thread, and take in whatever is decided next without ever being committed.
     */
    private static final class Together extends DefaultUnitOfWork<CommandMessage<?>> {

        Together() {
            super(null);
        }

        @Override
        protected void notifyHandlers(Phase phase) {
            try {
                super.notifyHandlers(phase);
            } catch (Error e) {
                if (phase.isBefore(Phase.AFTER_COMMIT)) {
                    throw new UndecidedException(e);
                }
                // what is in the store must not be decided again
                throw e;
            }
        }
    }

    /** Carries a failure that is not meant to be passed on as it is. */
    private static final class UndecidedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UndecidedException(Throwable cause) {
            super(cause);
        }
    }
}
