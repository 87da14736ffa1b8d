package io.allocator.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The program as a whole: one process, one port, both sides. */
class StandaloneApplicationIT {

    @TempDir
    Path data;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void bothSidesAnswerOnOnePortAndWhatTheyWereToldOutlivesARestart() throws Exception {
        try (var program = start()) {
            assertThat(get(program, "/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get(program, "/api").statusCode()).isBetween(200, 399);
            assertThat(post(program, "/batches", """
                    {"ref":"batch-1","sku":"RED-LAMP","qty":100}""").statusCode()).isEqualTo(201);
            assertThat(post(program, "/allocations", """
                    {"orderid":"order-1","sku":"RED-LAMP","qty":10}""").statusCode()).isEqualTo(201);
            await().untilAsserted(() -> assertThat(get(program, "/allocations/order-1").body()).contains("batch-1"));
        }
        try (var program = start()) {
            assertThat(get(program, "/allocations/order-1").body()).contains("\"batchref\":\"batch-1\"");
            assertThat(post(program, "/allocations", """
                    {"orderid":"order-1","sku":"RED-LAMP","qty":10}""").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDemoFillsAnEmptyStoreOnceWithLinesInEveryState() throws Exception {
        String filled;
        try (var program = start("--spring.profiles.active=demo")) {
            await().untilAsserted(() -> assertThat(get(program, "/overview").body())
                    .contains("\"products\":13", "\"batches\":22")
                    .containsPattern(
                            "\"lines\":\\{\"ALLOCATED\":33,\"BACKORDERED\":4,\"SHIPPED\":5}"));
            filled = get(program, "/overview").body();
        }
        try (var program = start("--spring.profiles.active=demo")) {
            assertThat(get(program, "/overview").body()).isEqualTo(filled);
        }
    }

    @Test
    void aDemoLeavesAStoreThatIsInUseAlone() throws Exception {
        try (var program = start()) {
            post(program, "/batches", """
                    {"ref":"batch-1","sku":"RED-LAMP","qty":100}""");
            await().untilAsserted(() -> assertThat(get(program, "/overview").body()).contains("\"batches\":1"));
        }
        try (var program = start("--spring.profiles.active=demo")) {
            assertThat(get(program, "/products/RED-CHAIR").statusCode()).isEqualTo(404);
            assertThat(get(program, "/overview").body()).contains("\"batches\":1");
        }
    }

    private ConfigurableApplicationContext start(String... more) {
        var arguments = new ArrayList<>(List.of("--server.port=0", "--allocator.data-dir=" + data));
        arguments.addAll(List.of(more));
        return SpringApplication.from(StandaloneApplication::main).run(arguments.toArray(String[]::new))
                .getApplicationContext();
    }

    private HttpResponse<String> get(ConfigurableApplicationContext program, String path)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(program, path)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(ConfigurableApplicationContext program, String path, String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(program, path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static URI uri(ConfigurableApplicationContext program, String path) {
        return URI
                .create("http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port") + path);
    }
}
