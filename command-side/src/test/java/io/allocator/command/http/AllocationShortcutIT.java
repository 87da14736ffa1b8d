package io.allocator.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.command.CommandSideNode;
import io.allocator.http.BodyLimit;
import io.allocator.http.ConsistencyToken;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each request goes both ways, the short one and the one through Spring MVC, which takes a body of undeclared length, and
 * is answered the same. SHORT in a name is LONG the second time, so that the two do not meet.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AllocationShortcutIT {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static CommandSideNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = CommandSideNode.on(CommandSideNode.newDatabase());
        for (var way : List.of("SHORT", "LONG")) {
            var batch = "{\"ref\":\"" + way + "-b\",\"sku\":\"" + way + "\",\"qty\":10}";
            assertThat(HTTP.send(HttpRequest.newBuilder(URI.create(node.url("/batches")))
                    .header("Content-Type", "application/json").POST(BodyPublishers.ofString(batch)).build(),
                    BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Stream<List<String>> bodies() {
        return Stream.of(
                List.of(line("SHORT", "o1", "2"), line("SHORT", "o1", "2"), line("SHORT", "o1", "3")),
                List.of(line("SHORT", "too-many", "11")),
                List.of("{\"orderid\":\"waits\",\"sku\":\"SHORT\",\"qty\":11,\"onShortage\":\"BACKORDER\"}"),
                List.of(line("UNKNOWN-SHORT", "o1", "1")),
                List.of(line("SHORT", "o2", "0")),
                List.of(line("SHORT", "o2", "1.5")),
                List.of(line("SHORT", "o2", "\"1\"")),
                List.of(line("SHORT", "o2", "99999999999999999999")),
                List.of(line("SHORT", " o2", "1")),
                List.of(line("", "", "-1")),
                List.of(line("SHORT", "ö2/%\\u0000", "1")),
                List.of(line("SHORT", "größe ☃ 𝄞", "1")),
                List.of("{}"), List.of("null"), List.of("[]"), List.of("{"), List.of("1"), List.of(" "),
                List.of("{\"orderid\":\"o3\",\"sku\":\"SHORT\",\"qty\":1,\"more\":1}"),
                List.of("{\"orderid\":\"o3\",\"sku\":\"SHORT\",\"qty\":1,\"qty\":2}"),
                List.of("{\"orderid\":\"o3\",\"sku\":\"SHORT\",\"qty\":1} {}"),
                List.of("{\"orderid\":\"o3\",\"sku\":\"SHORT\",\"qty\":1,\"onShortage\":\"WAIT\"}"),
                List.of(line("SHORT", "x".repeat(BodyLimit.MAX_BYTES - 100), "1")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void both_ways_give_the_same_answer(List<String> bodies) throws Exception {
        for (var body : bodies) {
            var quick = send("/allocations", BodyPublishers.ofString(body));
            var slow = send("/allocations", ofUndeclaredLength(body.replace("SHORT", "LONG")));

            assertThat(seen(slow).replace("LONG", "SHORT")).isEqualTo(seen(quick));
            if (quick.statusCode() < 300) {
                assertThat(quick.headers().firstValue("Content-Length")).as("took the short way").isPresent();
            }
            assertThat(slow.headers().firstValue("Content-Length")).as("took the long way").isEmpty();
        }
    }

    @Test
    void what_is_not_of_the_usual_form_takes_the_long_way() throws Exception {
        var body = BodyPublishers.ofString(line("SHORT", "unusual", "1"));

        assertThat(answer(request("/allocations", body).setHeader("Content-Type", "text/plain")).statusCode())
                .isEqualTo(415);
        assertThat(answer(request("/allocations", body).header("X-Actor", " ")).statusCode()).isEqualTo(201);
        assertThat(answer(request("/allocations", body).header("X-Actor", "x".repeat(256))).body())
                .contains("X-Actor");
        assertThat(answer(request("/allocations?a=b", body)).statusCode()).isEqualTo(200);
        assertThat(answer(request("/allocations", BodyPublishers.noBody())).statusCode()).isEqualTo(400);
        assertThat(answer(request("/allocations", BodyPublishers.ofString("x".repeat(BodyLimit.MAX_BYTES + 1))))
                .statusCode()).isEqualTo(413);
        assertThat(answer(HttpRequest.newBuilder(URI.create(node.url("/allocations")))).statusCode()).isEqualTo(405);
    }

    @Test
    void it_is_counted_as_the_others_are_and_keeps_who_asked() throws Exception {
        assertThat(answer(request("/allocate", BodyPublishers.ofString(line("SHORT", "counted", "1")))
                .header("X-Actor", "ann")).statusCode()).isEqualTo(201);
        assertThat(answer(request("/allocations", ofUndeclaredLength(line("SHORT", "counted-2", "1")))
                .header("X-Actor", "ann")).statusCode()).isEqualTo(201);

        assertThat(node.sql().sql("""
                SELECT count(*) FROM event_store.readable_event
                WHERE payload ->> 'orderId' LIKE 'counted%' AND meta_data ->> 'actor' = 'ann'
                """).query(Long.class).single()).isEqualTo(2);
        // the controller's is counted after it is answered
        await().untilAsserted(() -> assertThat(node.part(MeterRegistry.class).get("http.server.requests")
                .tags("uri", "/allocations", "status", "201").timers()).singleElement()
                .satisfies(timer -> assertThat(timer.count()).isGreaterThanOrEqualTo(2)));
    }

    private static String line(String sku, String order, String quantity) {
        return "{\"orderid\":\"" + order + "\",\"sku\":\"" + sku + "\",\"qty\":" + quantity + "}";
    }

    private static BodyPublisher ofUndeclaredLength(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> send(String path, BodyPublisher body) throws IOException, InterruptedException {
        return answer(request(path, body));
    }

    private static HttpRequest.Builder request(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(node.url(path))).header("Content-Type", "application/json")
                .POST(body);
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String seen(HttpResponse<String> response) {
        return response.statusCode() + " " + response.headers().firstValue("Content-Type").orElse("")
                + " token: " + response.headers().firstValue(ConsistencyToken.HEADER).isPresent() + " "
                + response.body();
    }
}
