package io.allocator.command.product.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Lines stay in their accepted order, however they come and go. */
class LinesAsAcceptedTest {

    /** Long enough for many pieces, with times when it grows and times when it gets less. */
    @Property(tries = 300)
    void it_holds_what_a_sorted_map_would(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1_500) int places) {
        var random = new Random(seed);
        var lines = new LinesAsAccepted();
        var expected = new TreeMap<Long, Line>();
        for (var i = 0; i < 4 * places; i++) {
            var grows = i / places % 2 == 0;
            var place = (long) random.nextInt(places);
            var present = expected.get(place);
            if (present == null && (grows || random.nextInt(4) == 0)) {
                var line = line(place);
                lines.add(line);
                expected.put(place, line);
            } else if (present != null && (!grows || random.nextInt(4) == 0)) {
                lines.remove(present);
                expected.remove(place);
            }
            assertThat(lines.isEmpty()).isEqualTo(expected.isEmpty());
            if (i % 50 == 0) {
                assertThat(lines.lastAcceptedFirst()).containsExactlyElementsOf(expected.descendingMap().values());
            }
        }
        assertThat(lines.lastAcceptedFirst()).containsExactlyElementsOf(expected.descendingMap().values());
        expected.values().forEach(lines::remove);
        assertThat(lines.isEmpty()).isTrue();
        assertThat(lines.lastAcceptedFirst()).isEmpty();
    }

    @Test
    void it_is_in_order_whichever_way_lines_come() {
        var places = IntStream.range(0, 1_000).boxed().toList();
        var shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, new Random(1));
        for (var order : List.of(places, places.reversed(), shuffled)) {
            var lines = new LinesAsAccepted();
            order.forEach(place -> lines.add(line(place)));
            assertThat(lines.lastAcceptedFirst()).extracting(line -> (int) line.accepted())
                    .containsExactlyElementsOf(places.reversed());
        }
    }

    /** A log that says so is broken, and nothing may go on. */
    @Test
    void what_is_not_here_cannot_go() {
        var lines = new LinesAsAccepted();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> lines.remove(line(1)));

        lines.add(line(1));
        lines.add(line(3));

        for (var place : List.of(0L, 2L, 4L)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> lines.remove(line(place)))
                    .withMessage("line 1 of order o-" + place + " is not on this batch");
        }
    }

    private static Line line(long accepted) {
        return new Line("o-" + accepted, "1", 1, accepted, null);
    }
}
