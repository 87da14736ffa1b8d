package io.allocator.query.gathering;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks for a key. It is told either to read or that it has its answer, and once only.
 *
 * @param <V> what is found by the key
 */
final class Caller<V> {

    private final String key;
    /** True when it is to read, false when it has its answer. */
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
    private boolean isAlone;
    private @Nullable V found;
    private @Nullable Throwable failure;

    Caller(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** Whether its key is to be read by a statement of its own. */
    boolean isAlone() {
        return isAlone;
    }

    void beAlone() {
        isAlone = true;
    }

    /** Waits until it is told one or the other: whether it is to read. */
    boolean awaitTurn() throws InterruptedException {
        try {
            return turn.get();
        } catch (ExecutionException e) {
            throw new AssertionError("It never fails", e);
        }
    }

    void haveTurn() {
        turn.complete(true);
    }

    boolean hasTurn() {
        return turn.getNow(false);
    }

    void find(@Nullable V value) {
        found = value;
        turn.complete(false);
    }

    void fail(Throwable why) {
        failure = why;
        turn.complete(false);
    }

    /** What was found, or the failure of the statement, which others may have got as well. */
    Optional<V> answer() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return Optional.ofNullable(found);
    }
}
