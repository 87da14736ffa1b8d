package io.allocator.query.gathering;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those who wait, and those who have their turn to read. As long as anybody waits somebody has a turn, and will pass it on.
 *
 * <p>One statement for many costs far less than many. So a second is sent at once only beside one for a single caller, where
 * there is no crowd. Beside one for several it is sent once that takes long: what holds those up does not hold up all others.
 *
 * @param <V> what is found by a key
 */
final class Callers<V> {

    private static final int MOST_KEYS = 64;

    private final int mostTurns;
    private final Duration isLong;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Caller<V>> waiting = new ArrayDeque<>();
    private final Map<Caller<V>, Turn> turns = new HashMap<>();

    /** A statement under way, or about to be. */
    private static final class Turn {

        private final long began = System.nanoTime();
        private boolean isForOne;

        boolean takesLonger(Duration time) {
            return System.nanoTime() - began > time.toNanos();
        }
    }

    Callers(int mostTurns, Duration isLong) {
        this.mostTurns = mostTurns;
        this.isLong = isLong;
    }

    /** Gives a caller a turn if there is one for it now, else has it wait. */
    boolean hasTurnAtOnce(Caller<V> caller) {
        lock.lock();
        try {
            if (isTurnLeft()) {
                turns.put(caller, new Turn());
                return true;
            }
            waiting.add(caller);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isTurnLeft() {
        return turns.size() < mostTurns
                && turns.values().stream().allMatch(turn -> turn.isForOne || turn.takesLonger(isLong));
    }

    /** Who is to be read for in a turn: its reader first, and all that wait by now. */
    List<Caller<V>> groupOf(Caller<V> reader) {
        lock.lock();
        try {
            var group = new ArrayList<Caller<V>>();
            group.add(reader);
            if (!reader.isAlone()) {
                addWaiting(group);
            }
            Objects.requireNonNull(turns.get(reader)).isForOne = group.size() == 1;
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void addWaiting(List<Caller<V>> group) {
        var keys = new HashSet<String>();
        keys.add(group.getFirst().key());
        for (var next = waiting.peek(); next != null && !next.isAlone()
                && keys.size() < MOST_KEYS; next = waiting.peek()) {
            keys.add(next.key());
            group.add(waiting.remove());
        }
    }

    /** At the end of a turn: the next is for who has waited longest. Who has no turn any more passes nothing on. */
    void passTurnOn(Caller<V> reader) {
        lock.lock();
        try {
            var next = turns.remove(reader) != null && isTurnLeft() ? waiting.poll() : null;
            if (next != null) {
                turns.put(next, new Turn());
                next.haveTurn();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets somebody go who does not wait any longer. */
    void leave(Caller<V> caller) {
        lock.lock();
        try {
            if (!waiting.remove(caller) && caller.hasTurn()) {
                passTurnOn(caller);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has those wait again who were in a group, before all others: they came before them. */
    void waitAgain(List<Caller<V>> callers) {
        lock.lock();
        try {
            callers.reversed().forEach(waiting::addFirst);
        } finally {
            lock.unlock();
        }
    }

    /** Takes everyone out who waits. */
    List<Caller<V>> takeAll() {
        lock.lock();
        try {
            var all = List.copyOf(waiting);
            waiting.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
