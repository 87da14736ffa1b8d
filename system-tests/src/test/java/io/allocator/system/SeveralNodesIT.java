package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static io.allocator.system.harness.ReadSide.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.SeparateSides;
import io.allocator.system.harness.StockBook;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two command sides, each with a cache of its own, on one event store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralNodesIT {

    private static final int CONNECTIONS = 32;

    private final SeparateSides system = SeparateSides.start(2);
    private final AllocatorClient one = system.client(0);
    private final AllocatorClient other = system.client(1);
    private String sku = "";

    @BeforeEach
    void anotherSku() {
        sku = Fresh.name("sku");
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void withStockForHalfOfTheLinesExactlyThatIsAllocated() throws InterruptedException {
        one.addBatch(sku + "-a", sku, 200, null).expect(201);
        other.addBatch(sku + "-b", sku, 300, "2031-01-01").expect(201);

        var answers = Connections.each(CONNECTIONS, Connections.upTo(1_000),
                n -> system.client(n % 2).allocate(sku + "-" + n, sku, 1));

        assertThat(answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())))
                .containsOnlyKeys(201, 400).containsEntry(201, 500L).containsEntry(400, 500L);
        eventually(() -> one.product(sku).expect(200).with("allocated", "500").with("available", "0"));
        var orders = Connections.upTo(1_000).stream().map(n -> sku + "-" + n).toList();
        assertThat(StockBook.expectBalanced(one, sku, orders)).isEqualTo(500);
    }

    @Test
    void aReferenceGoesToOneOfTwoSkusThatWantItAtOnce() throws InterruptedException {
        for (var round = 0; round < 150; round++) {
            var ref = sku + "-" + round;
            var wanted = List.of(ref + "-x", ref + "-y");
            var answers = Connections.each(2, List.of(0, 1),
                    node -> system.client(node).addBatch(ref, wanted.get(node), 5, null));

            assertThat(answers.stream().map(Answer::status)).as(answers::toString).containsExactlyInAnyOrder(201, 409);
            var winner = answers.getFirst().status() == 201 ? 0 : 1;
            one.allocate("order", wanted.get(winner), 1).expect(201).with("batchref", ref);
            other.allocate("order", wanted.get(1 - winner), 1).expect(400).with("message",
                    "Invalid sku " + wanted.get(1 - winner));
            if (round % 25 == 0) {
                found(() -> one.batch(ref)).with("sku", wanted.get(winner));
                one.product(wanted.get(1 - winner)).expect(404);
            }
        }
    }

    @Test
    void stockAddedOnOneNodeIsThereForTheOtherAtOnce() {
        // the other node comes to know: no such sku
        other.allocate("first", sku, 1).expect(400).with("message", "Invalid sku " + sku);
        for (var round = 0; round < 20; round++) {
            var adder = round % 2 == 0 ? one : other;
            var buyer = round % 2 == 0 ? other : one;
            adder.addBatch(sku + "-" + round, sku, 1, null).expect(201);
            buyer.allocate("order-" + round, sku, 1).expect(201).with("batchref", sku + "-" + round);
            // both nodes come to know: out of stock
            buyer.allocate("too late", sku, 1).expect(400).with("message", "Out of stock for sku " + sku);
            adder.allocate("too late", sku, 1).expect(400).with("message", "Out of stock for sku " + sku);
        }
    }

    @Test
    void aLineAllocatedOnOneNodeIsKnownToTheOtherAtOnce() {
        one.addBatch(sku, sku, 100, null).expect(201);
        other.addBatch(sku, sku, 100, null).expect(200);
        for (var round = 0; round < 20; round++) {
            one.allocate("order-" + round, sku, 2).expect(201);
            other.allocate("order-" + round, sku, 2).expect(200).with("batchref", sku);
            other.allocate("order-" + round, sku, 3).expect(409);
        }
    }

    @Test
    void aBatchAddedOnOneNodeIsKnownToTheOtherAtOnce() {
        for (var round = 0; round < 20; round++) {
            one.addBatch(sku + "-" + round, sku, 5, null).expect(201);
            other.addBatch(sku + "-" + round, sku, 5, null).expect(200);
            other.addBatch(sku + "-" + round, sku, 6, null).expect(409);
            other.addBatch(sku + "-" + round, "another " + sku, 5, null).expect(409);
        }
    }
}
