package io.allocator.query.allocations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineKeyTest {

    @Test
    void isTheSameInEveryRun() {
        // from: printf 'o\0s\0l' | sha256sum
        assertThat(LineKey.of("o", "s", "l")).isEqualTo(UUID.fromString("e6d44dbe-5521-8139-b763-222edbea3c63"));
    }

    @Test
    void isAValidUuidOfVersion8() {
        assertThat(LineKey.of("o", "s", "l").version()).isEqualTo(8);
        assertThat(LineKey.of("o", "s", "l").variant()).isEqualTo(2);
    }

    @Test
    void differsWhereOnlyTheBordersOfTheNamesDiffer() {
        assertThat(LineKey.of("a", "bc", "d")).isNotEqualTo(LineKey.of("ab", "c", "d"));
        assertThat(LineKey.of("a", "b", "cd")).isNotEqualTo(LineKey.of("a", "bc", "d"));
    }

    @Test
    void differsWhereOnlyTheCaseDiffers() {
        assertThat(LineKey.of("A", "b", "c")).isNotEqualTo(LineKey.of("a", "b", "c"));
    }
}
