package io.allocator.query.gathering;

import io.allocator.http.Failures;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads by key. Who comes while nothing is being read reads at once, by itself. Who comes while a statement is under way
 * waits, and the next statement is for all that wait; one of them sends it. The busier it is, the more share a statement,
 * and nobody waits for company. A key never joins a statement that has begun: an answer is of a time after it was asked for.
 *
 * <p>Not for use in a transaction: whoever waits would keep its connection from the one who reads.
 *
 * @param <V> what is found by a key
 */
public final class GatheredReads<V> {

    /** While one is held up by a key with much behind it, the other goes on. */
    private static final int STATEMENTS_AT_ONCE = 2;

    /** A statement for a crowd that takes longer is held up, or has much to read. */
    private static final Duration HELD_UP = Duration.ofMillis(1);

    /** A statement that finds the database away after less has met a connection that broke; there may be others. */
    private static final Duration IN_VAIN = Duration.ofSeconds(1);

    private final Function<Set<String>, Map<String, V>> statement;
    private final Callers<V> callers;
    private final Duration inVain;

    /**
     * Begins with nobody waiting.
     *
     * @param statement reads what there is of some keys, at once and outside of any transaction
     */
    public GatheredReads(Function<Set<String>, Map<String, V>> statement) {
        this(statement, new Callers<>(STATEMENTS_AT_ONCE, HELD_UP), IN_VAIN);
    }

    GatheredReads(Function<Set<String>, Map<String, V>> statement, Callers<V> callers, Duration inVain) {
        this.statement = statement;
        this.callers = callers;
        this.inVain = inVain;
    }

    /**
     * What there is of a key; empty when there is nothing. Fails as the statement does.
     *
     * @throws ProblemException when the thread is interrupted while it waits
     */
    public Optional<V> find(String key) {
        var caller = new Caller<V>(key);
        if (callers.hasTurnAtOnce(caller) || awaitTurn(caller)) {
            try {
                read(callers.groupOf(caller));
            } finally {
                callers.passTurnOn(caller);
            }
        }
        return caller.answer();
    }

    private boolean awaitTurn(Caller<V> caller) {
        try {
            return caller.awaitTurn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callers.leave(caller);
            throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "This node is about to stop; try again"));
        }
    }

    /** Leaves each of the group answered, or waiting again; the reader, which is the first, is answered. */
    private void read(List<Caller<V>> group) {
        var began = System.nanoTime();
        try {
            var found = statement.apply(group.stream().map(Caller::key).collect(Collectors.toSet()));
            // first of all: the next statement is under way while those of this one write their answers
            callers.passTurnOn(group.getFirst());
            group.forEach(caller -> caller.find(found.get(caller.key())));
        } catch (RuntimeException e) {
            fail(group, e, System.nanoTime() - began >= inVain.toNanos());
        } catch (Error e) {
            group.forEach(caller -> caller.fail(e));
        }
    }

    private void fail(List<Caller<V>> group, RuntimeException why, boolean tookLong) {
        var others = group.subList(1, group.size());
        var isAway = Failures.isDatabaseAway(why);
        if (Thread.currentThread().isInterrupted() || (isAway && !tookLong)) {
            // a connection that broke, of an interrupt or ended by the server, concerns its reader, and nobody else
            callers.waitAgain(others);
            group.getFirst().fail(why);
        } else if (isAway) {
            group.forEach(caller -> caller.fail(why));
            // they would find out by a time-out each, one after the other
            callers.takeAll().forEach(caller -> caller.fail(why));
        } else if (others.isEmpty()) {
            group.getFirst().fail(why);
        } else {
            // the reason may be one of the keys: each is read by itself, so that none fails but that one
            group.forEach(Caller::beAlone);
            callers.waitAgain(others);
            read(group.subList(0, 1));
        }
    }
}
