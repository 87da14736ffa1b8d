package io.allocator.query.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.query.ui.Bar.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

    @Test
    void partsFollowEachOtherAndFillTheBar() {
        assertThat(Bar.of(50, 30, 20).segments()).containsExactly(new Segment("shipped", 0, 500),
                new Segment("allocated", 500, 300), new Segment("available", 800, 200));
    }

    @Test
    void ofNothingThereIsNothingToSee() {
        assertThat(Bar.of(0, 0, 0).segments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,1000000,1", "1,0,1000000", "1000000,1,0", "0,0,1", "999999999,1,1", "1,1,999999999"})
    void evenAFewUnitsAreToBeSeen(long shipped, long allocated, long available) {
        var segments = Bar.of(shipped, allocated, available).segments();

        assertThat(segments).allSatisfy(s -> assertThat(s.width()).isGreaterThanOrEqualTo(6));
        assertThat(segments.stream().mapToInt(Segment::width).sum()).isEqualTo(1_000);
    }
}
