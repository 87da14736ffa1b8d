package io.allocator.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** What is measured without a database is the program's own projections. */
class FoldedViewTest {

    @ParameterizedTest
    @ValueSource(strings = {"allocations", "batches", "history", "products"})
    void aViewTakesThePageAgainAndAgain(String view) {
        var folded = FoldedView.of(view);

        for (var i = 0; i < 3; i++) {
            assertThat(folded.project()).hasSize(FoldedView.PAGE);
        }
        assertThat(folded.rowsWritten()).isGreaterThanOrEqualTo(3 * 100);
    }

    @Test
    void eachViewIsMeasured() throws NoSuchFieldException {
        var measured = EventBenchmark.Folding.class.getField("view").getAnnotation(Param.class).value();

        assertThat(measured).containsExactlyInAnyOrderElementsOf(FoldedView.views());
    }
}
