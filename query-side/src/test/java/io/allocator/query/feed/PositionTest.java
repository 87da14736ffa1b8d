package io.allocator.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final long OPEN = 100;

    private final Position position = new Position(null);

    /** What a long transaction holds, while others write on as fast as they can. */
    @Test
    void aGapIsKeptUntilItsTransactionHasEndedHoweverFarBehindItFalls() {
        position.stepTo(1);
        position.stepTo(3);
        position.note(OPEN);
        for (var index = 4L; index <= 3_000_000; index++) {
            position.stepTo(index);
        }

        position.settle(List.of(), OPEN - 1);
        assertThat(position.gaps()).containsExactly(2L);

        position.settle(List.of(), OPEN);
        assertThat(position.gaps()).isEmpty();
    }

    @Test
    void aGapThatFillsLateIsSteppedTo() {
        position.stepTo(3);
        position.note(OPEN);

        position.settle(List.of(2L), OPEN);
        position.stepTo(2);

        assertThat(position.gaps()).isEmpty();
        assertThat(position.index()).isEqualTo(3);
    }

    @Test
    void anIndexThatJumpsLeavesNoMoreGapsThanMemoryCanHold() {
        position.stepTo(Long.MAX_VALUE / 2);
        position.stepTo(Long.MAX_VALUE - 1);

        assertThat(position.gaps()).hasSize(1_000_000).contains(Long.MAX_VALUE - 2).doesNotContain(1L);
    }
}
