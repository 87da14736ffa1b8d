package io.allocator.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DispatchSettingsTest {

    @Test
    void thereIsALaneForEachTwoProcessorsUnlessANumberIsSet() {
        var processors = Runtime.getRuntime().availableProcessors();

        assertThat(withLanes(0).lanes()).isBetween(1, Math.max(1, processors / 2)).isGreaterThan(processors / 2 - 1);
        assertThat(withLanes(7).lanes()).isEqualTo(7);
    }

    private static DispatchSettings withLanes(int lanes) {
        return new DispatchSettings(lanes, 256, 4_000, Duration.ofSeconds(5), Duration.ofSeconds(2));
    }
}
