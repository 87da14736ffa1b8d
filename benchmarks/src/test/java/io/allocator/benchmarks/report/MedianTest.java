package io.allocator.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void ofAnOddNumberItIsTheOneInTheMiddle() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    }

    @Test
    void ofAnEvenNumberItIsBetweenTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
    }

    @Test
    void ratiosAreThoseOfARoundEach() {
        assertThat(Median.ofRatios(List.of(3.0, 20.0, 8.0), List.of(2.0, 10.0, 1.0))).isEqualTo(2);
    }
}
