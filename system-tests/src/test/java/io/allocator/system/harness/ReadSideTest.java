package io.allocator.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** What is not there yet is waited for, however an assertion misses it; what never comes is named. */
class ReadSideTest {

    @Test
    void anEntryThatIsNotThereYetIsWaitedFor() {
        var entries = Collections.synchronizedList(new ArrayList<String>());

        ReadSide.eventually(() -> {
            entries.add("asked " + entries.size());
            assertThat(entries.get(1)).isEqualTo("asked 1");
        });

        assertThat(entries).containsExactly("asked 0", "asked 1");
    }

    @Test
    void whatNeverComesFailsWithWhatWasMissing() {
        var nothing = List.<String>of();
        assertThatThrownBy(() -> ReadSide.eventually(Duration.ofMillis(200), () -> nothing.get(1)))
                .isInstanceOf(ConditionTimeoutException.class).hasCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anAssertionThatNeverHoldsFailsWithItsWords() {
        assertThatThrownBy(
                () -> ReadSide.eventually(Duration.ofMillis(200), () -> assertThat("6").as("allocated").isEqualTo("7")))
                .isInstanceOf(ConditionTimeoutException.class).hasMessageContaining("allocated");
    }
}
