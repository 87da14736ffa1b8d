package io.allocator.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program answered.
 *
 * @param request what was asked, for messages
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param body the body as text, empty when there is none
 */
public record Answer(String request, int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Asserts the status. */
    public Answer expect(int expected) {
        assertThat(status).as(() -> "status of " + this).isEqualTo(expected);
        return this;
    }

    /** Asserts that one top-level field of the body is this text; {@code null} for JSON's null. */
    public Answer with(String field, @org.jspecify.annotations.Nullable String expected) {
        var value = json().path(field);
        assertThat(value.isNull() ? null : value.asString()).as(() -> field + " of " + this).isEqualTo(expected);
        return this;
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The media type, without parameters. */
    public String mediaType() {
        return headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    }

    @Override
    public String toString() {
        return "%s -> %d %s".formatted(request, status, body);
    }
}
