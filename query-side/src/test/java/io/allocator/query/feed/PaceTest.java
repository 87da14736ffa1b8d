package io.allocator.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PaceTest {

    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();
    private long millis;
    private long events;

    @Test
    void a_quiet_log_is_looked_at_without_delay() {
        pace.reached(1_000_000, 0);
        pace.reached(1_000_050, 100 * MILLI);

        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void the_more_there_is_the_rarer_are_the_looks() {
        keepReaching(2);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(80));

        keepReaching(3);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(120));

        keepReaching(2);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void nobody_waits_for_longer_than_a_fifth_of_a_second() {
        keepReaching(10_000);

        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void a_pause_is_at_most_twice_as_long_as_the_last_one() {
        pace.reached(0, 0);
        pace.reached(10_000, 100 * MILLI);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(20));

        pace.reached(20_000, 200 * MILLI);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void after_a_burst_it_is_as_before() {
        pace.reached(0, 0);
        pace.reached(1_000, 100 * MILLI);
        pace.reached(1_010, 300 * MILLI);

        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void of_readers_who_come_together_the_first_one_tells() {
        pace.reached(0, 0);
        pace.reached(500, 100 * MILLI);
        pace.reached(500, 101 * MILLI);

        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(20));
    }

    /** A second of looks at a log that grows by so many events a millisecond. */
    private void keepReaching(int eventsPerMilli) {
        for (var looks = 0; looks < 10; looks++) {
            millis += 100;
            events += 100L * eventsPerMilli;
            pace.reached(events, millis * MILLI);
        }
    }
}
