package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import io.allocator.system.harness.StockBook;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many connections want the same stock. */
@OnEveryDeployment
class ContentionIT {

    private static final int CONNECTIONS = 32;

    private final AllocatorClient client;
    private final String sku = Fresh.name("hot");
    private final String order = Fresh.name("order");

    ContentionIT(AllocatorSystem system) {
        client = system.client();
    }

    @Test
    void withStockForHalfOfTheLinesExactlyThatIsAllocated() throws InterruptedException {
        client.addBatch(sku + "-later", sku, 300, "2031-02-02").expect(201);
        client.addBatch(sku + "-warehouse", sku, 400, null).expect(201);
        client.addBatch(sku + "-earlier", sku, 300, "2031-01-01").expect(201);

        var answers = Connections.each(CONNECTIONS, Connections.upTo(2_000),
                n -> client.allocate(order + "-" + n, sku, 1));

        assertThat(answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())))
                .containsOnlyKeys(201, 400).containsEntry(201, 1_000L).containsEntry(400, 1_000L);
        assertThat(answers.stream().filter(a -> a.status() == 201)
                .collect(Collectors.groupingBy(a -> a.json().get("batchref").asString(), Collectors.counting())))
                .containsEntry(sku + "-warehouse", 400L).containsEntry(sku + "-earlier", 300L)
                .containsEntry(sku + "-later", 300L);
        eventually(() -> client.product(sku).expect(200).with("allocated", "1000").with("available", "0"));
        var orders = Connections.upTo(2_000).stream().map(n -> order + "-" + n).toList();
        assertThat(StockBook.expectBalanced(client, sku, orders)).isEqualTo(1_000);
    }

    @Test
    void oneLineSentByAllAtOnceIsAllocatedOnce() throws InterruptedException {
        client.addBatch(sku, sku, 1_000, null).expect(201);

        for (var round = 0; round < 20; round++) {
            var line = order + "-" + round;
            var answers = Connections.each(CONNECTIONS, Connections.upTo(CONNECTIONS),
                    _ -> client.allocate(line, sku, 10));
            assertThat(statuses(answers)).as(answers::toString).containsOnly(200, 201).containsOnlyOnce(201);
        }
        eventually(() -> client.product(sku).expect(200).with("allocated", "200"));
    }

    @Test
    void oneBatchSentByAllAtOnceIsAddedOnce() throws InterruptedException {
        for (var round = 0; round < 20; round++) {
            var ref = sku + "-" + round;
            var answers = Connections.each(CONNECTIONS, Connections.upTo(CONNECTIONS),
                    _ -> client.addBatch(ref, sku, 10, null));
            assertThat(statuses(answers)).as(answers::toString).containsOnly(200, 201).containsOnlyOnce(201);
        }
        eventually(() -> client.product(sku).expect(200).with("qty", "200"));
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).toList();
    }
}
