package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static io.allocator.system.harness.ReadSide.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance tests of "Architecture Patterns with Python", over HTTP. */
@OnEveryDeployment
class BookAcceptanceIT {

    private static final String EARLIER = "2011-01-01";
    private static final String LATER = "2011-01-02";

    private final AllocatorClient client;
    private final String sku = Fresh.name("ADORABLE-CLOCK");
    private final String otherSku = Fresh.name("OTHER-CLOCK");
    private final String laterBatch = Fresh.name("batch-later");
    private final String earlierBatch = Fresh.name("batch-earlier");
    private final String otherBatch = Fresh.name("batch-other");
    private final String order = Fresh.name("order");

    BookAcceptanceIT(AllocatorSystem system) {
        client = system.client();
    }

    @BeforeEach
    void threeBatches() {
        client.addBatch(laterBatch, sku, 100, LATER).expect(201);
        client.addBatch(earlierBatch, sku, 100, EARLIER).expect(201);
        client.addBatch(otherBatch, otherSku, 100, null).expect(201);
    }

    @Test
    void aLineGetsTheEarlierBatchOfItsSku() {
        var answer = client.allocate(order, sku, 3).expect(201);

        answer.with("batchref", earlierBatch).with("eta", EARLIER).with("orderid", order).with("sku", sku)
                .with("lineid", "1").with("qty", "3").with("status", "ALLOCATED");
    }

    @Test
    void anAllocatedLineShowsInItsOrder() {
        client.allocate(order, sku, 3).expect(201);
        client.allocate(order, otherSku, 7).expect(201);

        eventually(() -> assertThat(client.order(order).expect(200).json()).hasSize(2));
        var lines = client.order(order).json();
        assertThat(lines.get(0).toString()).isEqualTo(
                "{\"sku\":\"%s\",\"lineid\":\"1\",\"qty\":3,\"status\":\"ALLOCATED\",\"batchref\":\"%s\",\"eta\":\"%s\"}"
                        .formatted(sku, earlierBatch, EARLIER));
        assertThat(lines.get(1).toString()).isEqualTo(
                "{\"sku\":\"%s\",\"lineid\":\"1\",\"qty\":7,\"status\":\"ALLOCATED\",\"batchref\":\"%s\",\"eta\":null}"
                        .formatted(otherSku, otherBatch));
    }

    @Test
    void anUnknownSkuIsInvalid() {
        var unknown = Fresh.name("NO-SUCH-CLOCK");

        client.allocate(order, unknown, 3).expect(400).with("message", "Invalid sku " + unknown)
                .with("type", "urn:allocator:invalid-sku");
        client.order(order).expect(404).with("type", "urn:allocator:not-found");
    }

    @Test
    void aLineThatNoBatchCanTakeIsOutOfStock() {
        client.allocate(order, sku, 101).expect(400).with("message", "Out of stock for sku " + sku).with("type",
                "urn:allocator:out-of-stock");
    }

    @Test
    void theWarehouseIsPreferredToShipments() {
        var warehouse = Fresh.name("batch-warehouse");
        client.addBatch(warehouse, sku, 10, null).expect(201);

        client.allocate(order, sku, 10).expect(201).with("batchref", warehouse).with("eta", null);
        client.allocate(order, sku, "2", 10).expect(201).with("batchref", earlierBatch);
    }

    @Test
    void theBooksNamesOfTheEndpointsWork() {
        var ref = Fresh.name("batch");
        var body = AllocatorClient.batchBody(ref, sku, 5, null);

        client.post("/add_batch", body).expect(201).with("ref", ref);
        client.post("/add_batch", body).expect(200);
        client.post("/allocate", Map.of("orderid", order, "sku", sku, "qty", 5)).expect(201).with("batchref", ref);
        client.post("/allocate", Map.of("orderid", order, "sku", "no " + sku, "qty", 5)).expect(400).with("message",
                "Invalid sku no " + sku);
    }

    @Test
    void theSameBatchAgainChangesNothing() {
        client.addBatch(earlierBatch, sku, 100, EARLIER).expect(200).with("ref", earlierBatch);

        var product = found(() -> client.product(sku));
        eventually(() -> client.product(sku).with("qty", "200"));
        assertThat(product.json().get("sku").asString()).isEqualTo(sku);
    }

    @Test
    void theSameLineAgainIsAnsweredAlike() {
        var first = client.allocate(order, sku, 3).expect(201);

        assertThat(client.allocate(order, sku, 3).expect(200).json()).isEqualTo(first.json());
        eventually(() -> client.batch(earlierBatch).expect(200).with("allocated", "3").with("available", "97"));
    }

    @Test
    void theSameReferenceForOtherStockIsAConflict() {
        client.addBatch(earlierBatch, sku, 99, EARLIER).expect(409).with("type", "urn:allocator:conflict");
        client.addBatch(earlierBatch, sku, 100, LATER).expect(409);
        client.addBatch(earlierBatch, sku, 100, null).expect(409);
        client.addBatch(earlierBatch, otherSku, 100, EARLIER).expect(409);
        client.addBatch(earlierBatch, Fresh.name("NEW-CLOCK"), 100, EARLIER).expect(409);
    }

    @Test
    void theSameLineWithAnotherQuantityIsAConflict() {
        client.allocate(order, sku, 3).expect(201);

        client.allocate(order, sku, 4).expect(409).with("type", "urn:allocator:conflict");
        client.allocate(order, sku, 1000).expect(409);
    }

    @Test
    void linesOfOneOrderAndSkuAreToldApartByTheirIds() {
        client.allocate(order, sku, "b", 3).expect(201).with("lineid", "b");
        client.allocate(order, sku, "a", 4).expect(201).with("lineid", "a");

        eventually(() -> assertThat(client.order(order).expect(200).json().findValuesAsString("lineid"))
                .containsExactly("a", "b"));
    }

    @Test
    void batchesAndProductsShowTheirFigures() {
        client.allocate(order, sku, 30).expect(201);

        eventually(() -> client.batch(earlierBatch).expect(200).with("available", "70"));
        eventually(() -> client.product(sku).expect(200).with("available", "170"));
        assertThat(client.batch(earlierBatch).json().toString()).isEqualTo("""
                {"ref":"%s","sku":"%s","eta":"%s","qty":100,"allocated":30,"shipped":0,"available":70}"""
                .formatted(earlierBatch, sku, EARLIER));
        var product = client.product(sku).expect(200).with("qty", "200").with("allocated", "30")
                .with("available", "170")
                .with("backordered", "0").with("shipped", "0").json();
        assertThat(product.get("batches").findValuesAsString("ref")).containsExactly(earlierBatch, laterBatch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batches", "products", "allocations"})
    void whatIsNotThereIsNotFound(String kind) {
        client.get(AllocatorClient.path(kind, Fresh.name("none"))).expect(404).with("type", "urn:allocator:not-found");
    }
}
