package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CappedSchedulerTest {

    @Test
    void waitsNoLongerThanItsCap() {
        try (var scheduler = new CappedScheduler("test", Duration.ofSeconds(5))) {
            var late = scheduler.schedule(() -> {}, 60, TimeUnit.SECONDS);
            var soon = scheduler.schedule(() -> {}, 2, TimeUnit.SECONDS);

            assertThat(late.getDelay(TimeUnit.MILLISECONDS)).isBetween(3_000L, 5_000L);
            assertThat(soon.getDelay(TimeUnit.MILLISECONDS)).isLessThanOrEqualTo(2_000L);
            scheduler.shutdownNow();
        }
    }
}
