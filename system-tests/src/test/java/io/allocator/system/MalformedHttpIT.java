package io.allocator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.OnEveryDeployment;
import io.allocator.system.harness.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not even HTTP: refused or cut off, never a fault of the server's own. */
@OnEveryDeployment
class MalformedHttpIT {

    private final AllocatorClient client;

    MalformedHttpIT(AllocatorSystem system) {
        client = system.client();
    }

    @AfterEach
    void othersAreServedStill() {
        client.overview().expect(200);
    }

    /** What a read says of a body that it has not, and what a proxy says of the address, is no reason to fail. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: multipart/form-data", "Content-Type: multipart/mixed", "Content-Type: ;;;",
            "X-Forwarded-Prefix: foo", "X-Forwarded-Prefix: /a b", "X-Forwarded-Prefix: //", "X-Forwarded-Port: abc",
            "X-Forwarded-Port: 99999999999", "X-Forwarded-Proto: %", "X-Forwarded-Host: [", "X-Forwarded-For: ,,%",
            "Forwarded: host=[;proto=", "Forwarded: ;;="})
    void isAnsweredWhateverAHeaderSays(String header) throws IOException {
        for (var path : List.of("/overview", "/batches/none", "/ui")) {
            var answer = RawHttp.exchange(client.read(),
                    "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).matches("(?s)HTTP/1.1 [24]\\d\\d .*\r\n\r\n.+");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    not HTTP at all           | hello¶¶
                    lower case method         | get /overview HTTP/1.1¶Host: x¶Connection: close¶¶
                    unknown method            | BREW /batches HTTP/1.1¶Host: x¶Connection: close¶¶
                    method of odd characters  | GE(T /overview HTTP/1.1¶Host: x¶Connection: close¶¶
                    no host                   | GET /overview HTTP/1.1¶Connection: close¶¶
                    two hosts                 | GET /overview HTTP/1.1¶Host: x¶Host: y¶Connection: close¶¶
                    control character in path | GET /batches/a\u0001b HTTP/1.1¶Host: x¶Connection: close¶¶
                    NUL in path               | GET /batches/a\u0000b HTTP/1.1¶Host: x¶Connection: close¶¶
                    blank in path             | GET /batches/a b HTTP/1.1¶Host: x¶Connection: close¶¶
                    brackets in path          | GET /batches/[a] HTTP/1.1¶Host: x¶Connection: close¶¶
                    raw bytes in path         | GET /batches/\u00fc HTTP/1.1¶Host: x¶Connection: close¶¶
                    backslash in path         | GET /batches/a\\b HTTP/1.1¶Host: x¶Connection: close¶¶
                    bad percent-encoding      | GET /batches/%zz HTTP/1.1¶Host: x¶Connection: close¶¶
                    percent at the end        | GET /batches/a% HTTP/1.1¶Host: x¶Connection: close¶¶
                    bad path parameter        | GET /overview;a=%zz HTTP/1.1¶Host: x¶Connection: close¶¶
                    and on a write            | POST /allocations;a=%zz HTTP/1.1¶Host: x¶Content-Type: application/json¶Content-Length: 38¶Connection: close¶¶{"orderid":"o","sku":"NO-SKU","qty":1}
                    half of a character there | GET /batches/x;a=%C3 HTTP/1.1¶Host: x¶Connection: close¶¶
                    no path at all            | GET // HTTP/1.1¶Host: x¶Connection: close¶¶
                    half of a character       | GET /batches/%C3 HTTP/1.1¶Host: x¶Connection: close¶¶
                    overlong UTF-8            | GET /batches/%C0%AF HTTP/1.1¶Host: x¶Connection: close¶¶
                    surrogates in UTF-8       | GET /batches/%ED%A0%80 HTTP/1.1¶Host: x¶Connection: close¶¶
                    above the root            | GET /../../etc/passwd HTTP/1.1¶Host: x¶Connection: close¶¶
                    above the root, encoded   | GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1¶Host: x¶Connection: close¶¶
                    control in a header       | GET /batches/x HTTP/1.1¶Host: x¶X-Odd: a\u0001b¶Connection: close¶¶
                    header without colon      | POST /batches HTTP/1.1¶Host: x¶Nonsense¶Connection: close¶¶
                    unknown expectation       | POST /batches HTTP/1.1¶Host: x¶Expect: miracles¶Content-Type: application/json¶Content-Length: 2¶Connection: close¶¶{}
                    expectation, bad body     | POST /batches HTTP/1.1¶Host: x¶Expect: 100-continue¶Content-Type: application/json¶Content-Length: 2¶Connection: close¶¶{}
                    length not a number       | POST /batches HTTP/1.1¶Host: x¶Content-Type: application/json¶Content-Length: ten¶Connection: close¶¶{}
                    length negative           | POST /batches HTTP/1.1¶Host: x¶Content-Type: application/json¶Content-Length: -1¶Connection: close¶¶{}
                    two lengths               | POST /batches HTTP/1.1¶Host: x¶Content-Type: application/json¶Content-Length: 2¶Content-Length: 3¶Connection: close¶¶{}
                    length and chunks         | POST /batches HTTP/1.1¶Host: x¶Content-Type: application/json¶Content-Length: 2¶Transfer-Encoding: chunked¶Connection: close¶¶2¶{}¶0¶¶
                    chunk size not a number   | POST /batches HTTP/1.1¶Host: x¶Content-Type: application/json¶Transfer-Encoding: chunked¶Connection: close¶¶zz¶{}¶0¶¶
                    import, bad chunk size    | POST /batches/import HTTP/1.1¶Host: x¶Content-Type: text/csv¶Transfer-Encoding: chunked¶Connection: close¶¶zz¶ref¶0¶¶
                    media type malformed      | POST /batches HTTP/1.1¶Host: x¶Content-Type: ;;;¶Content-Length: 2¶Connection: close¶¶{}
                    charset unknown           | POST /batches HTTP/1.1¶Host: x¶Content-Type: application/json; charset=klingon¶Content-Length: 2¶Connection: close¶¶{}
                    form, changing a batch    | PATCH /batches/b HTTP/1.1¶Host: x¶Content-Type: application/x-www-form-urlencoded¶Content-Length: 14¶Connection: close¶¶{"qty":"100%"}
                    form, giving up a line    | DELETE /allocations/o/s HTTP/1.1¶Host: x¶Content-Type: application/x-www-form-urlencoded¶Content-Length: 4¶Connection: close¶¶100%
                    form, put                 | PUT /batches/b HTTP/1.1¶Host: x¶Content-Type: application/x-www-form-urlencoded¶Content-Length: 1¶Connection: close¶¶%
                    parts without boundary    | POST /batches HTTP/1.1¶Host: x¶Content-Type: multipart/form-data¶Content-Length: 2¶Connection: close¶¶{}
                    parts cut off             | POST /batches/import HTTP/1.1¶Host: x¶Content-Type: multipart/form-data; boundary=x¶Content-Length: 5¶Connection: close¶¶--x¶a
                    accept malformed          | POST /batches HTTP/1.1¶Host: x¶Accept: ;;;¶Content-Type: application/json¶Content-Length: 2¶Connection: close¶¶{}
                    """)
    void isRefused(String title, String request) throws IOException {
        var raw = request.replace("¶", "\r\n");
        for (var side : new java.net.URI[]{client.write(), client.read()}) {
            var answer = RawHttp.exchange(side, raw).replaceFirst("^HTTP/1.1 100[^\n]*\r\n\r\n", "");
            if (!answer.isEmpty()) {
                assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
                assertThat(answer).doesNotContain("Exception", "at org.", "at io.", "<html");
            }
        }
    }
}
