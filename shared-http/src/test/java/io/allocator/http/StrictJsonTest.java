package io.allocator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON is read as it stands, or not at all. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StrictJsonTest {

    private final JsonMapper json = mapper();

    private record Example(@Nullable String name, @Nullable Integer number, @Nullable LocalDate date,
            @Nullable Color color) {}

    private enum Color {
        RED, GREEN
    }

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        new StrictJson().customize(builder);
        return builder.build();
    }

    @Test
    void what_is_right_is_read() {
        assertThat(json.readValue("""
                {"name": "5", "number": 5, "date": "2011-02-28", "color": "RED"}""", Example.class))
                .isEqualTo(new Example("5", 5, LocalDate.of(2011, 2, 28), Color.RED));
        assertThat(json.readValue("{\"date\": null}", Example.class)).isEqualTo(new Example(null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"number\": 1.5}", "{\"number\": 1.0}", "{\"number\": 1e3}", "{\"number\": \"5\"}", "{\"number\": \"\"}",
            "{\"number\": true}", "{\"number\": 100000000000000000000}", "{\"number\": [5]}", "{\"number\": NaN}",
            "{\"number\": 05}", "{\"name\": 5}", "{\"name\": 1.5}", "{\"name\": true}", "{\"name\": {}}",
            "{\"name\": [\"a\"]}", "{\"date\": \"2011-02-29\"}", "{\"date\": \"28/02/2011\"}", "{\"date\": \"\"}",
            "{\"date\": \"2011-2-8\"}", "{\"date\": \"2011-02-28T00:00:00\"}", "{\"date\": [2011, 2, 28]}",
            "{\"date\": 15000}", "{\"date\": \"0000-01-01\"}", "{\"date\": \"+12011-01-01\"}",
            "{\"date\": \"-2011-01-01\"}",
            "{\"color\": \"BLUE\"}", "{\"color\": \"red\"}", "{\"color\": 0}", "{\"color\": \"\"}",
            "{\"nobody\": 1}", "{\"name\": \"a\", \"name\": \"b\"}", "{\"name\": \"a\"} x", "{\"name\": \"a\"",
            "{'name': 'a'}",
            "[]", "\"a\"", "5", "", "{name: 1}"})
    void what_would_have_to_be_guessed_is_not_read(String text) {
        assertThatThrownBy(() -> json.readValue(text, Example.class)).isInstanceOf(JacksonException.class);
    }
}
