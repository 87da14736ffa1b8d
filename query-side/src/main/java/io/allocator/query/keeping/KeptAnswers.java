package io.allocator.query.keeping;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was read by key, and gives it for as long as it holds. Every millisecond in which kept answers are asked for it
 * looks what has changed, by whichever node, and forgets that. So an answer is of two milliseconds ago at most; of
 * after what this node itself has changed, and of after {@link #forgetWhatHasChanged}.
 */
public final class KeptAnswers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeptAnswers.class);

    /** Who comes after this looks, while others still go on. */
    private static final Duration RECENT = Duration.ofMillis(1);
    /** Who comes after this waits until somebody has looked. */
    private static final Duration OLD = Duration.ofMillis(2);

    private final Changes changes;
    private final long mostBytes;
    private final Map<AnswerKind, KeptReads<?>> kinds = new EnumMap<>(AnswerKind.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong moves = new AtomicLong();
    private final LongSupplier nanoClock;
    private volatile Look last;

    /**
     * A look at what has changed, which has been forgotten.
     *
     * @param began when it was begun
     * @param moves how often this node had changed something by then
     */
    private record Look(long began, long moves) {}

    /**
     * Keeps none yet.
     *
     * @param mostBytes how much memory the answers of each kind may take, about
     */
    KeptAnswers(Changes changes, long mostBytes) {
        this(changes, mostBytes, System::nanoTime);
    }

    KeptAnswers(Changes changes, long mostBytes, LongSupplier nanoClock) {
        this.changes = changes;
        this.mostBytes = mostBytes;
        this.nanoClock = nanoClock;
        this.last = new Look(nanoClock.getAsLong(), 0);
    }

    /**
     * Reads by key of which some answers are kept.
     *
     * @param kind of what; each once
     * @param statement reads what there is of some keys, at once and outside of any transaction
     * @param bytes how much memory an answer takes, about
     */
    public <V> KeptReads<V> reads(AnswerKind kind, Function<Set<String>, Map<String, V>> statement,
            ToIntFunction<V> bytes) {
        var reads = new KeptReads<>(statement, this::forgetWhatChangedBefore, bytes, mostBytes);
        kinds.put(kind, reads);
        return reads;
    }

    /** Hears that this node has changed something. */
    void moved() {
        moves.incrementAndGet();
    }

    /** Forgets all that has changed until now: what is asked for after this is of after it was called. */
    public void forgetWhatHasChanged() {
        if (mostBytes == 0) {
            return;
        }
        var came = nanoClock.getAsLong();
        lock.lock();
        try {
            lookUnlessLookedSince(came);
        } finally {
            lock.unlock();
        }
    }

    private void forgetWhatChangedBefore() {
        var now = nanoClock.getAsLong();
        var look = last;
        var hasMoved = look.moves() != moves.get();
        if (hasMoved || now - look.began() > OLD.toNanos()) {
            forgetWhatHasChanged();
        } else if (now - look.began() > RECENT.toNanos() && lock.tryLock()) {
            try {
                lookUnlessLookedSince(now);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Who waits while others look need not, if somebody began after he came. */
    private void lookUnlessLookedSince(long came) {
        if (last.began() - came > 0) {
            return;
        }
        var look = look();
        try {
            changes.sinceLast().ifPresentOrElse(all -> all.forEach(this::forget), this::forgetAll);
        } catch (SQLException e) {
            // what is read instead will tell whether the database is away
            log.debug("It cannot be told what has changed", e);
            // what is kept from now on is of after this
            look = look();
            forgetAll();
        }
        last = look;
    }

    private Look look() {
        return new Look(nanoClock.getAsLong(), moves.get());
    }

    private void forget(Changes.Change change) {
        var reads = kinds.get(change.kind());
        if (reads != null && change.keys() != null) {
            reads.forget(change.keys());
        } else if (reads != null) {
            reads.forgetAll();
        }
    }

    private void forgetAll() {
        kinds.values().forEach(KeptReads::forgetAll);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            changes.close();
        } finally {
            lock.unlock();
        }
    }
}
