package io.allocator.query.audit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void holdsWhatWasAddedAndNothingElse() {
        var names = new Names();
        var expected = new HashSet<String>();
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++) {
            var name = "name " + random.nextInt(10_000);
            assertThat(names.contains(name)).isEqualTo(expected.contains(name));
            assertThat(names.add(name)).isEqualTo(expected.add(name));
        }
    }

    @Test
    void tellsPartsApart() {
        var names = new Names();
        names.add("a", "bc");

        assertThat(names.contains("a", "bc")).isTrue();
        assertThat(names.contains("ab", "c")).isFalse();
    }
}
