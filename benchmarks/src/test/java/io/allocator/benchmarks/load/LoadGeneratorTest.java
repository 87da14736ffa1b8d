package io.allocator.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is counted is what a server has seen and answered. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoadGeneratorTest {

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Test
    void each_answer_counts_once_with_its_status_over_connections_that_end() throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(threads);
            server.createContext("/allocations", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                var isNew = seen.add(body);
                if (seen.size() % 10 == 0) {
                    exchange.getResponseHeaders().set("Connection", "close");
                }
                exchange.sendResponseHeaders(isNew && !body.contains("-order-7\"") ? 201 : 409, 0);
                exchange.getResponseBody().write("{}".getBytes(UTF_8));
                exchange.close();
            });
            server.start();
            try {
                var plan = LoadPlan.forTime(server.getAddress().getPort(), Workload.ALLOCATE, "test", 5, 0, 0)
                        .limitedTo(500, "order");

                var answered = LoadGenerator.runHere(plan, (_, _, _) -> {});

                assertThat(seen).hasSize(500);
                assertThat(answered.byStatus()).isEqualTo(Map.of(201, 499L, 409, 1L));
                assertThat(answered.failures()).isOne();
                assertThat(Answered.together(List.of(answered, answered)).getTotalCount()).isEqualTo(1_000);
            } finally {
                server.stop(0);
            }
        }
    }
}
