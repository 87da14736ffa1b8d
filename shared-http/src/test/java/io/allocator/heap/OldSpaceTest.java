package io.allocator.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OldSpaceTest {

    private static final long MB = 1 << 20;

    @Test
    void a_little_more_is_left_alone() {
        assertThat(OldSpace.isDue(40 * MB, 0)).isFalse();
        assertThat(OldSpace.isDue(70 * MB, 30 * MB)).isFalse();
    }

    @Test
    void much_more_than_was_in_use_is_looked_at() {
        assertThat(OldSpace.isDue(41 * MB, 0)).isTrue();
        assertThat(OldSpace.isDue(71 * MB, 30 * MB)).isTrue();
    }

    @Test
    void where_much_is_in_use_half_as_much_again_is_left_alone() {
        assertThat(OldSpace.isDue(375 * MB, 250 * MB)).isFalse();
        assertThat(OldSpace.isDue(376 * MB, 250 * MB)).isTrue();
    }
}
