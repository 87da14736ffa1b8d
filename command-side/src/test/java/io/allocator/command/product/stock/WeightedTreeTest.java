package io.allocator.command.product.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tree of batches and of waiting lines takes few steps, whatever its keys, however they come and go. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WeightedTreeTest {

    private static final int ENTRIES = 8_192;

    @ParameterizedTest
    @MethodSource("keys")
    <K extends Comparable<K>> void an_entry_is_reached_in_few_steps(List<K> keys) {
        var steps = new CountedSteps<K>();
        var tree = WeightedTree.<K, K>empty(steps);

        for (var key : keys) {
            tree = tree.with(key, key, 1);
        }

        assertThat(mostSteps(tree, keys, steps)).isLessThan(fewSteps(keys.size()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    <K extends Comparable<K>> void an_entry_is_reached_in_few_steps_after_most_others_went(List<K> keys) {
        var steps = new CountedSteps<K>();
        var tree = WeightedTree.<K, K>empty(steps);
        for (var key : keys) {
            tree = tree.with(key, key, 1);
        }

        // every second one, then every second one of the rest, ...: each leaves two subtrees to be joined
        var left = keys;
        while (left.size() > ENTRIES / 8) {
            for (var key : everySecond(left, 0)) {
                tree = tree.without(key);
            }
            left = everySecond(left, 1);
        }

        assertThat(tree.size()).isEqualTo(left.size());
        assertThat(mostSteps(tree, left, steps)).isLessThan(fewSteps(left.size()));
    }

    /** The height of a treap of n random entries tends to 4.3 ln n, which is 3 log2 n; and some room. */
    private static int fewSteps(int entries) {
        return (int) (3.3 * Math.log(entries) / Math.log(2));
    }

    private static <K extends Comparable<K>> int mostSteps(WeightedTree<K, K> tree, List<K> keys,
            CountedSteps<K> steps) {
        return keys.stream().mapToInt(key -> {
            steps.count = 0;
            tree.with(key, key, 1);
            return steps.count;
        }).max().orElseThrow();
    }

    private static <K> List<K> everySecond(List<K> keys, int first) {
        return IntStream.range(0, keys.size()).filter(i -> i % 2 == first).mapToObj(keys::get).toList();
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                named("lines as accepted", keys(n -> n)),
                named("lines as accepted, the last first", Collections.unmodifiableList(keys(n -> n).reversed())),
                named("every thousandth line", keys(n -> n * 1_000)),
                named("every 65,536th line", keys(n -> n << 16)),
                named("lines beyond the four billionth", keys(n -> (1L << 33) + n)),
                named("batches in the warehouse", keys(n -> new PreferenceKey(new Preference(null, (int) n)))),
                named("a batch each day", keys(n -> new PreferenceKey(
                        new Preference(LocalDate.of(2011, 1, 1).plusDays(n), (int) n)))));
    }

    private static Arguments named(String name, List<?> keys) {
        return Arguments.argumentSet(name, keys);
    }

    private static <K> List<K> keys(LongFunction<K> key) {
        return LongStream.range(0, ENTRIES).mapToObj(key).toList();
    }

    /** A preference that knows its own order. */
    private record PreferenceKey(Preference preference) implements Comparable<PreferenceKey> {

        @Override
        public int compareTo(PreferenceKey other) {
            return Preference.MOST_PREFERRED_FIRST.compare(preference, other.preference);
        }
    }

    /** The natural order, and how often it was asked for. */
    private static final class CountedSteps<K extends Comparable<K>> implements Comparator<K> {

        private int count;

        @Override
        public int compare(K one, K other) {
            count++;
            return one.compareTo(other);
        }
    }
}
