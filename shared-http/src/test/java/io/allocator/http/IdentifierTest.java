package io.allocator.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may name a SKU, a batch, an order or a line. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdentifierTest {

    private static final String CHAIR_EMOJI = "\uD83E\uDE91";

    private final IdentifierValidator identifier = new IdentifierValidator();

    @ParameterizedTest
    @ValueSource(strings = {"1", "BANK CHARGES", "AB/12", "a\\b", "100%", "'; DROP TABLE batch; --", "Größe 2", "椅子",
            "\uD83D\uDC69\u200D\uD83D\uDE80", ".", "..", "a\u00A0b"})
    void names_of_printable_characters_are_identifiers(String name) {
        assertThat(identifier.isValid(name, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "\u00A0a", "a\u2003", "a\tb", "a\nb", "a\u0000b", "a\u007Fb",
            "a\u0085b", "a\u2028b", "\uD83E", "a\uDE91b"})
    void blanks_at_an_end_control_characters_and_broken_characters_are_not(String name) {
        assertThat(identifier.isValid(name, null)).isFalse();
    }

    @Test
    void length_counts_characters_as_a_person_would_count_code_points() {
        assertThat(identifier.isValid("x".repeat(255), null)).isTrue();
        assertThat(identifier.isValid("x".repeat(256), null)).isFalse();
        assertThat(identifier.isValid(CHAIR_EMOJI.repeat(255), null)).isTrue();
        assertThat(identifier.isValid(CHAIR_EMOJI.repeat(256), null)).isFalse();
    }
}
