package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CollationTest {

    @Property
    void comparesAsTheBytesOfUtf8Do(@ForAll String one, @ForAll String other) {
        // what is no letter at all, half of a surrogate pair, has no bytes of its own
        var a = new String(one.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var b = new String(other.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(Integer.signum(Collation.compare(a, b))).isEqualTo(Integer.signum(Arrays
                .compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void lettersBeyondTheFirstPlaneComeLast() {
        assertThat(Collation.compare("\uFFFD", "\uD83D\uDE00")).isNegative();
        assertThat(Collation.compare("\uD83D\uDE00", "\uFFFD")).isPositive();
        assertThat(Collation.compare("\uD83D\uDE00", "\uD83D\uDE01")).isNegative();
        assertThat(Collation.compare("a", "ab")).isNegative();
        assertThat(Collation.compare("a", "a")).isZero();
    }
}
