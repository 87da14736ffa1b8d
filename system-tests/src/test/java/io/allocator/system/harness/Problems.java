package io.allocator.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What every refusal has in common. */
public final class Problems {

    private static final Pattern REPETITION = Pattern.compile("«(\\d+)×(.+?)»");

    private Problems() {}

    /** Asserts a problem of RFC 9457, of one of these statuses, that says nothing of the program's inside. */
    public static void expect(Answer answer, String statuses) {
        assertThat(Arrays.stream(statuses.split(",", -1)).map(Integer::valueOf)).as(answer::toString)
                .contains(answer.status());
        assertThat(answer.mediaType()).as(answer::toString).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(problem.path("type").asString()).as(answer::toString).startsWith("urn:allocator:");
        assertThat(problem.path("status").asInt()).as(answer::toString).isEqualTo(answer.status());
        assertThat(problem.path("message").asString()).as(answer::toString).isNotBlank();
        assertThat(answer.body()).doesNotContain("at io.", "at org.", "Exception", "java.", "tools.jackson");
    }

    /** A text of a table, with {@code «n×c»} replaced by n times c. */
    public static String repeated(String text) {
        return REPETITION.matcher(text)
                .replaceAll(found -> found.group(2).repeat(Integer.parseInt(found.group(1))));
    }
}
