package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.SeparateSides;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A shipment comes short, and the process dies after it has decided and before it could say so. */
@Timeout(value = 3 * 60)
class CutIT {

    private static final String SKU = "RED-CHAIR";
    private static final int LINES = 900;
    private static final int LEFT = 300;
    private static final int OTHER_BATCH = 200;

    @Test
    void aCutThatWasCommittedAndNotAnsweredIsSentAgainAndNoLineIsLostOrDoubled() throws Exception {
        try (var sides = SeparateSides.start(1)) {
            var client = sides.client();
            client.addBatch("short", SKU, LINES, "2031-01-01").expect(201);
            Connections.each(16, Connections.upTo(LINES),
                    n -> client.allocate("order-" + n, SKU, 1).expect(201).with("batchref", "short"));
            client.addBatch("other", SKU, OTHER_BATCH, "2031-02-01").expect(201);

            cutAndKill(sides);
            sides.replaceCommandSide();

            var again = sides.client().change("short", Map.of("qty", LEFT)).expect(200).json();
            assertThat(again.get("moved")).as("nothing is left to be moved").isEmpty();
            assertThat(again.get("allocated").asInt()).isEqualTo(LEFT);
            assertThat(sides.events("BatchQuantityChanged")).isEqualTo(1);
            assertThat(sides.events("LineMoved")).isEqualTo(LINES - LEFT);
            expectEveryLineOnce(sides.client());
        }
    }

    /** Nobody reads the answer; the process is killed as soon as the decision is seen in the store. */
    private static void cutAndKill(SeparateSides sides) throws IOException {
        var body = "{\"qty\": %d}".formatted(LEFT);
        var uri = sides.client().write();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write("""
                    PATCH /batches/short HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(body.length(), body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .until(() -> sides.events("BatchQuantityChanged") == 1);
            sides.killCommandSide();
        }
    }

    private static void expectEveryLineOnce(AllocatorClient client) {
        eventually(() -> {
            var orders = Connections.each(16, Connections.upTo(LINES),
                    n -> client.order("order-" + n).expect(200).json());
            assertThat(orders).allSatisfy(lines -> assertThat(lines).hasSize(1));
            var lines = orders.stream().map(order -> order.get(0)).toList();
            var byBatch = lines.stream().collect(Collectors.groupingBy(
                    l -> l.get("batchref").isNull() ? "waits" : l.get("batchref").asString(), Collectors.counting()));
            assertThat(byBatch).isEqualTo(Map.of("short", (long) LEFT, "other", (long) OTHER_BATCH, "waits",
                    (long) LINES - LEFT - OTHER_BATCH));
            client.batch("short").expect(200).with("available", "0");
            client.batch("other").expect(200).with("available", "0");
        });
    }
}
