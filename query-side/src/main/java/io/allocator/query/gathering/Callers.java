package io.allocator.query.gathering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those who wait, and how many have their turn to read. As long as anybody waits somebody has a turn, and will pass it on.
 *
 * @param <V> what is found by a key
 */
final class Callers<V> {

    private static final int MOST_KEYS = 64;

    private final int mostTurns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Caller<V>> waiting = new ArrayDeque<>();
    private int turns;

    Callers(int mostTurns) {
        this.mostTurns = mostTurns;
    }

    /** Gives a caller a turn if there is one left, else has it wait. */
    boolean hasTurnAtOnce(Caller<V> caller) {
        lock.lock();
        try {
            if (turns < mostTurns) {
                turns++;
                return true;
            }
            waiting.add(caller);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Who is to be read for in a turn: its reader first, and all that wait by now. */
    List<Caller<V>> groupOf(Caller<V> reader) {
        var group = new ArrayList<Caller<V>>();
        group.add(reader);
        if (reader.isAlone()) {
            return group;
        }
        var keys = new HashSet<String>();
        keys.add(reader.key());
        lock.lock();
        try {
            for (var next = waiting.peek(); next != null && !next.isAlone()
                    && keys.size() < MOST_KEYS; next = waiting.peek()) {
                keys.add(next.key());
                group.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        return group;
    }

    /** At the end of a turn: the next is for who has waited longest. */
    void passTurnOn() {
        lock.lock();
        try {
            var next = waiting.poll();
            if (next == null) {
                turns--;
            } else {
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
                passTurnOn();
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
