package io.allocator.command.product.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines are found, and no others, however many come and go. */
class LinesByIdTest {

    /** What comes, or goes. */
    record Change(boolean comes, String orderId, String lineId) {}

    @Property
    void it_holds_what_a_map_would(@ForAll("changes") List<Change> changes) {
        var lines = new LinesById();
        var expected = new HashMap<List<String>, Line>();
        for (var change : changes) {
            var key = List.of(change.orderId, change.lineId);
            assertThat(lines.get(change.orderId, change.lineId)).isSameAs(expected.get(key));
            if (change.comes) {
                var line = line(change.orderId, change.lineId, expected.size());
                lines.put(line);
                expected.put(key, line);
            } else {
                assertThat(lines.remove(change.orderId, change.lineId)).isSameAs(expected.remove(key));
            }
            assertThat(lines.size()).isEqualTo(expected.size());
            assertThat(lines.toArray()).containsExactlyInAnyOrderElementsOf(expected.values());
            assertThat(expected)
                    .allSatisfy((k, line) -> assertThat(lines.get(k.getFirst(), k.getLast())).isSameAs(line));
        }
    }

    /** "Aa" and "BB" have one hash, and so have the words made of them: all of these lines have one home. */
    @Test
    void lines_of_one_hash_are_told_apart() {
        var words = Combinators.combine(aaOrBb(), aaOrBb(), aaOrBb(), aaOrBb()).as((a, b, c, d) -> a + b + c + d)
                .allValues().orElseThrow().toList();
        assertThat(words).hasSize(16).allSatisfy(word -> assertThat(word).hasSameHashCodeAs(words.getFirst()));
        var lines = new LinesById();
        words.forEach(word -> lines.put(line(word, "1", 0)));

        for (var i = 0; i < words.size(); i += 2) {
            assertThat(lines.remove(words.get(i), "1")).isNotNull();
        }

        for (var i = 0; i < words.size(); i++) {
            assertThat(found(lines, words.get(i))).isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void a_hundred_thousand_come_and_go() {
        var lines = new LinesById();
        for (var i = 0; i < 100_000; i++) {
            lines.put(line("order-" + i, "1", i));
        }
        for (var i = 0; i < 100_000; i++) {
            assertThat(lines.remove("order-" + i, "1")).extracting(Line::accepted).isEqualTo((long) i);
        }
        assertThat(lines.size()).isZero();
        assertThat(lines.toArray()).isEmpty();
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(Arbitraries.of(true, true, false), Arbitraries.integers().between(0, 40),
                Arbitraries.of("1", "2", "other"))
                .as((comes, order, line) -> new Change(comes, order % 4 == 0 ? "AaBB".repeat(order / 4) : "o" + order,
                        line))
                .list().ofMaxSize(120);
    }

    private static Arbitrary<String> aaOrBb() {
        return Arbitraries.of("Aa", "BB");
    }

    private static boolean found(LinesById lines, String orderId) {
        @Nullable
        Line line = lines.get(orderId, "1");
        return line != null && line.is(orderId, "1");
    }

    private static Line line(String orderId, String lineId, long accepted) {
        return new Line(orderId, lineId, 1, accepted, null);
    }
}
