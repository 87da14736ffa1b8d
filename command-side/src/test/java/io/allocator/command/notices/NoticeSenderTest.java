package io.allocator.command.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** When a notice that failed is tried again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoticeSenderTest {

    @Test
    void pauses_double_from_one_second() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(NoticeSender::pauseAfter).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L);
    }

    @Test
    void no_pause_is_longer_than_a_quarter_of_an_hour_however_often_it_failed() {
        assertThat(NoticeSender.pauseAfter(10)).isEqualTo(Duration.ofSeconds(512));
        assertThat(NoticeSender.pauseAfter(11)).isEqualTo(Duration.ofMinutes(15));
        assertThat(NoticeSender.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
    }
}
