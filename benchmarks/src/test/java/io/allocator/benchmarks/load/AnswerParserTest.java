package io.allocator.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer counts when its last byte is there, and not before: else its time would be too short. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnswerParserTest {

    private static final String WITH_LENGTH = "HTTP/1.1 201 \r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n{  }";
    private static final String IN_CHUNKS = "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n2\r\n\r\n\r\n0\r\n\r\n";
    private static final String WITHOUT_BODY = "HTTP/1.1 204 \r\nDate: Sun, 22 Nov 2026 00:00:00 GMT\r\n\r\n";

    private final AnswerParser parser = new AnswerParser();

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, IN_CHUNKS, WITHOUT_BODY})
    void an_answer_that_comes_byte_by_byte_is_complete_with_its_last_one(String answer) {
        var bytes = answer.getBytes(ISO_8859_1);
        for (var filled = 1; filled < bytes.length; filled++) {
            assertThat(parser.isComplete(bytes, filled)).as("%d of %d bytes", filled, bytes.length).isFalse();
        }
        assertThat(parser.isComplete(bytes, bytes.length)).isTrue();
        assertThat(parser.status()).isEqualTo(Integer.parseInt(answer.substring(9, 12)));
        assertThat(parser.closes()).isFalse();
    }

    @Test
    void the_next_answer_is_read_by_its_own_head() {
        var inChunks = IN_CHUNKS.getBytes(ISO_8859_1);
        assertThat(parser.isComplete(inChunks, inChunks.length)).isTrue();
        parser.reset();

        var closing = "HTTP/1.1 500 \r\nConnection: close\r\nContent-Length: 1\r\n\r\n!".getBytes(ISO_8859_1);

        assertThat(parser.isComplete(closing, closing.length - 1)).isFalse();
        assertThat(parser.isComplete(closing, closing.length)).isTrue();
        assertThat(parser.status()).isEqualTo(500);
        assertThat(parser.closes()).isTrue();
    }
}
