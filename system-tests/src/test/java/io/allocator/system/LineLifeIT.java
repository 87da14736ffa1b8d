package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an accepted line: it waits, moves, is given up, is shipped; over HTTP, on both sides. */
@OnEveryDeployment
class LineLifeIT {

    private final AllocatorClient client;
    private final String sku = Fresh.name("a/chair %2F");
    private final String warehouse = Fresh.name("ware/house");
    private final String ship = Fresh.name("ship 1");
    private final String order = Fresh.name("order/ä");

    LineLifeIT(AllocatorSystem system) {
        client = system.client();
    }

    @BeforeEach
    void tenInTheWarehouseAndTenAtSea() {
        client.addBatch(warehouse, sku, 10, null).expect(201);
        client.addBatch(ship, sku, 10, "2031-01-01").expect(201);
    }

    @Test
    void aLineThatMayWaitIsAcceptedAndGetsStockWhenItComes() {
        client.backorder(order, sku, "1", 15).expect(202).with("status", "BACKORDERED").with("batchref", null);
        client.backorder(order, sku, "1", 15).expect(202);
        eventually(() -> assertThat(client.get("/backorders?sku=" + encoded(sku)).expect(200).json().get("items"))
                .hasSize(1));

        var larger = Fresh.name("larger");
        client.addBatch(larger, sku, 15, null).expect(201).with("allocated", "15");

        eventually(() -> assertThat(client.order(order).expect(200).json().get(0).get("batchref").asString())
                .isEqualTo(larger));
        assertThat(client.get("/backorders?sku=" + encoded(sku)).expect(200).json().get("items")).isEmpty();
    }

    @Test
    void aCutMovesTheLastAcceptedLinesAndSaysWhere() {
        client.allocate(order, sku, "1", 6).expect(201).with("batchref", warehouse);
        client.allocate(order, sku, "2", 4).expect(201).with("batchref", warehouse);

        var cut = client.change(warehouse, Map.of("qty", 7)).expect(200).with("qty", "7").with("allocated", "6").json();

        assertThat(cut.get("moved").toString())
                .isEqualTo("[{\"orderid\":\"%s\",\"sku\":\"%s\",\"lineid\":\"2\",\"from\":\"%s\",\"to\":\"%s\"}]"
                        .formatted(order, sku, warehouse, ship));
        eventually(() -> {
            client.batch(warehouse).expect(200).with("allocated", "6").with("available", "1");
            client.batch(ship).expect(200).with("allocated", "4").with("available", "6");
            assertThat(client.order(order).expect(200).json().get(1).get("eta").asString()).isEqualTo("2031-01-01");
        });
        assertThat(client.change(warehouse, Map.of("qty", 7)).expect(200).json().get("moved")).isEmpty();
    }

    @Test
    void aShipmentThatIsLateOrHasArrivedShowsItsDate() {
        client.allocate(order, sku, "1", 10).expect(201).with("batchref", warehouse);
        client.allocate(order, sku, "2", 10).expect(201).with("batchref", ship);
        client.ship(order, sku, "2").expect(409).with("type", "urn:allocator:conflict");

        client.change(ship, Map.of("eta", "2031-02-02")).expect(200).with("eta", "2031-02-02");
        eventually(() -> assertThat(client.order(order).expect(200).json().get(1).get("eta").asString())
                .isEqualTo("2031-02-02"));
        client.change(ship, arrived()).expect(200).with("eta", null);

        client.ship(order, sku, "2").expect(201).with("status", "SHIPPED").with("batchref", ship);
        client.ship(order, sku, "2").expect(200).with("status", "SHIPPED").with("batchref", ship);
        client.allocate(order, sku, "2", 10).expect(409);
        client.deallocate(order, sku, "2").expect(409);
        client.change(ship, Map.of("qty", 9)).expect(409).with("type", "urn:allocator:conflict");
        eventually(() -> {
            assertThat(client.order(order).expect(200).json().get(1).get("status").asString()).isEqualTo("SHIPPED");
            client.batch(ship).expect(200).with("shipped", "10").with("allocated", "0").with("available", "0");
        });
    }

    @Test
    void quantityAndDateChangeTogether() {
        var both = new HashMap<String, @Nullable Object>(arrived());
        both.put("qty", 12);
        client.change(ship, both).expect(200).with("qty", "12").with("eta", null);
    }

    @Test
    void aLineThatIsGivenUpMakesRoom() {
        client.allocate(order, sku, "1", 10).expect(201).with("batchref", warehouse);
        client.allocate(order, sku, "2", 10).expect(201).with("batchref", ship);
        client.backorder(order, sku, "3", 8).expect(202);

        client.deallocate(order, sku, "1").expect(204);

        eventually(() -> {
            var lines = client.order(order).expect(200).json();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(1).get("batchref").asString()).isEqualTo(warehouse);
        });
        client.deallocate(order, sku, "1").expect(404).with("type", "urn:allocator:not-found");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        client.change(Fresh.name("no such batch"), Map.of("qty", 1)).expect(404);
        client.ship(order, sku, "1").expect(404);
        client.deallocate(order, Fresh.name("no such sku"), "1").expect(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                             | body
            {"qty":null}                   | qty
            {"qty":-1}                     | qty
            {"qty":1000000001}             | qty
            {"qty":1.5}                    | qty
            {"qty":"5"}                    | qty
            {"eta":"tomorrow"}             | eta
            {"eta":5}                      | eta
            {"qty":1,"eta":"2011-02-30"}   | eta
            {"qty":1,"colour":"red"}       | colour
            []                             | body
            null                           | body
            """)
    void aChangeThatIsNotAsItMustBeChangesNothing(String body, String field) {
        var answer = AllocatorClient.send(client.request("PATCH", AllocatorClient.path("batches", warehouse),
                "application/json", body.getBytes(StandardCharsets.UTF_8))).expect(400);

        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("errors").get(0).get("field").asString()).as(answer::toString).isEqualTo(field);
        client.addBatch(warehouse, sku, 10, null).expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                       | orderid
            {"orderid":"o"}                          | sku
            {"orderid":5,"sku":"s"}                  | orderid
            {"orderid":"o","sku":""}                 | sku
            {"orderid":"o","sku":"s","lineid":""}    | lineid
            {"orderid":"o","sku":"s","lineid":1}     | lineid
            {"orderid":"o","sku":"s","qty":1}        | qty
            """)
    void aShipmentThatIsNotAsItMustBeIsRefused(String body, String field) {
        var answer = AllocatorClient.send(client.request("POST", "/shipments", "application/json",
                body.getBytes(StandardCharsets.UTF_8))).expect(400);

        assertThat(answer.json().get("errors").get(0).get("field").asString()).as(answer::toString).isEqualTo(field);
    }

    private static Map<String, @Nullable Object> arrived() {
        var change = new HashMap<String, @Nullable Object>();
        change.put("eta", null);
        return change;
    }

    private static String encoded(String name) {
        return AllocatorClient.path(name).substring(1);
    }
}
