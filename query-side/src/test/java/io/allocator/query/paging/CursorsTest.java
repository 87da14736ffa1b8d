package io.allocator.query.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.allocator.http.InvalidField;
import io.allocator.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    private static final Cursors<Long> NUMBERS = Cursors.byNumber("list");
    private static final Cursors<String> NAMES = new Cursors<>("names", Function.identity(), Function.identity());

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aNumberComesBack(long place) {
        assertThat(NUMBERS.place(NUMBERS.of(place))).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "BANK CHARGES", "AB/12", "椅子", "🪑", "", "names "})
    void aNameComesBack(String place) {
        assertThat(NAMES.of(place)).matches("[A-Za-z0-9_-]+");
        assertThat(NAMES.place(NAMES.of(place))).isEqualTo(place);
    }

    @Test
    void oneOfAnotherListOrOrderIsRefused() {
        assertRefused(Cursors.byNumber("other").of(5L));
        assertRefused(Cursors.byNumber("list -qty").of(5L));
        assertRefused(Cursors.byNumber("lis").of(5L));
    }

    /** The last ones are what only somebody who knows how they are written could make. */
    @Test
    void whatWasNeverWrittenIsRefused() {
        assertRefused("");
        assertRefused("x");
        assertRefused("ä");
        assertRefused(NUMBERS.of(5L) + "=");
        assertRefused(NUMBERS.of(5L) + "A");
        assertRefused(encoded("list many"));
        assertRefused(encoded("list 05"));
        assertRefused(encoded("list 99999999999999999999"));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> NAMES.place(encoded("names a\u0000b")));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> NAMES.place(Base64.getUrlEncoder().encodeToString(new byte[]{'n', (byte) 0xff})));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String cursor) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> NUMBERS.place(cursor))
                .satisfies(e -> assertThat(e.problem().errors()).extracting(InvalidField::field)
                        .containsExactly("cursor"));
    }
}
