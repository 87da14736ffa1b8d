package io.allocator.query.keeping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.allocator.query.gathering.GatheredReads;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Reads by key of which some answers are kept.
 *
 * <p>While a key is being read, that is noted in its place. What is read is kept only if the note is still there: who forgets
 * the key meanwhile, since it has changed, takes the note away, and what was read may be of before.
 *
 * @param <V> what is found by a key
 */
public final class KeptReads<V> {

    private final Function<Set<String>, Map<String, V>> statement;
    private final GatheredReads<V> reads;
    private final Runnable forgetWhatHasChanged;
    private final Cache<String, Place<V>> places;

    private sealed interface Place<V> {}

    private record Answer<V>(V value) implements Place<V> {}

    /** Each is equal to itself only. */
    private static final class BeingRead<V> implements Place<V> {}

    /**
     * Keeps none yet.
     *
     * @param statement reads what there is of some keys, at once and outside of any transaction
     * @param forgetWhatHasChanged has this forget what has changed
     * @param bytes how much memory an answer takes, about
     * @param mostBytes how much all may take
     */
    KeptReads(Function<Set<String>, Map<String, V>> statement, Runnable forgetWhatHasChanged, ToIntFunction<V> bytes,
            long mostBytes) {
        this.statement = statement;
        this.reads = new GatheredReads<>(this::read);
        this.forgetWhatHasChanged = forgetWhatHasChanged;
        this.places = Caffeine.newBuilder().maximumWeight(mostBytes).executor(Runnable::run)
                .<String, Place<V>>weigher((key, place) -> place instanceof Answer<V>(var value)
                        ? key.length() + bytes.applyAsInt(value)
                        : 1)
                .build();
    }

    /** What there is of a key; empty when there is nothing. Fails as the statement does. */
    public Optional<V> find(String key) {
        if (places.getIfPresent(key) instanceof Answer) {
            forgetWhatHasChanged.run();
            if (places.getIfPresent(key) instanceof Answer<V>(var value)) {
                return Optional.of(value);
            }
        }
        return reads.find(key);
    }

    private Map<String, V> read(Set<String> keys) {
        var beingRead = new BeingRead<V>();
        keys.forEach(key -> places.asMap().putIfAbsent(key, beingRead));
        try {
            var found = statement.apply(keys);
            found.forEach((key, value) -> places.asMap().replace(key, beingRead, new Answer<>(value)));
            return found;
        } finally {
            keys.forEach(key -> places.asMap().remove(key, beingRead));
        }
    }

    void forget(Collection<String> keys) {
        places.invalidateAll(keys);
    }

    void forgetAll() {
        places.invalidateAll();
    }
}
