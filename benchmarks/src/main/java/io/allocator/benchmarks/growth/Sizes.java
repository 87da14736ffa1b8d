package io.allocator.benchmarks.growth;

import io.allocator.benchmarks.systems.Settings;
import java.util.List;

/** How long the histories are. */
final class Sizes {

    private static final List<Integer> ALL = List.of(1_000, 100_000, 1_000_000);

    private Sizes() {}

    /** Those that are asked for by {@code sizes}, or all. */
    static List<Integer> asked(Settings settings) {
        return settings.names("sizes", ALL.stream().map(String::valueOf).toList()).stream().map(Integer::parseInt)
                .toList();
    }

    /** The same, in every second round the other way round: none always comes after the longest. */
    static List<Integer> inRound(int round, Settings settings) {
        var sizes = asked(settings);
        return round % 2 == 0 ? sizes.reversed() : sizes;
    }

    /** How many lines of two events make so many events in all; at least one. */
    static int linesPerSku(int events, int skus) {
        return Math.max(1, events / 2 / skus);
    }
}
