package io.allocator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever sends a write's token with a read sees the write: at once, without asking twice. */
@OnEveryDeployment
class ReadYourWritesIT {

    private static final String HEADER = "Consistency-Token";

    private final AllocatorClient client;
    private final String sku = Fresh.name("chair/ü");
    private final String ref = Fresh.name("batch");
    private final String order = Fresh.name("order");

    ReadYourWritesIT(AllocatorSystem system) {
        client = system.client();
    }

    @Test
    void everyKindOfWriteIsSeenByTheReadThatBringsItsToken() {
        var added = client.addBatch(ref, sku, 10, "2031-01-01").expect(201);
        read(added, AllocatorClient.path("batches", ref)).expect(200).with("available", "10");

        var allocated = client.allocate(order, sku, 4).expect(201);
        assertThat(read(allocated, AllocatorClient.path("allocations", order)).expect(200).json()).hasSize(1);

        var backordered = client.backorder(order, sku, "2", 20).expect(202);
        read(backordered, AllocatorClient.path("products", sku)).expect(200).with("backordered", "20");

        var changed = client.change(ref, Map.of("qty", 30)).expect(200);
        read(changed, AllocatorClient.path("batches", ref)).expect(200).with("allocated", "24");

        var arrived = client.change(ref, Collections.singletonMap("eta", null)).expect(200);
        read(arrived, AllocatorClient.path("batches", ref)).expect(200).with("eta", null);

        var shipped = client.ship(order, sku, "1").expect(201);
        read(shipped, AllocatorClient.path("products", sku)).expect(200).with("shipped", "4");

        var released = client.deallocate(order, sku, "2").expect(204);
        assertThat(read(released, AllocatorClient.path("allocations", order)).expect(200).json()).hasSize(1);
    }

    /** What has been so before, and what was refused, is answered with a token too. */
    @Test
    void anAnswerThatChangedNothingHasATokenToo() {
        client.addBatch(ref, sku, 1, null).expect(201);

        var again = client.addBatch(ref, sku, 1, null).expect(200);
        var refused = client.allocate(order, sku, 2).expect(400);

        read(again, AllocatorClient.path("batches", ref)).expect(200);
        assertThat(read(refused, AllocatorClient.path("products", sku, "history")).expect(200).json()
                .at("/items/0/type").asString()).isEqualTo("ShortageStarted");
    }

    @Test
    void anImportIsSeenWhole() {
        var csv = new StringBuilder("ref,sku,qty,eta\n");
        IntStream.range(0, 500).forEach(n -> csv.append(ref).append('-').append(n).append(',').append(sku)
                .append(",1,\n"));
        var imported = client.importCsv("/batches/import", csv.toString().getBytes(StandardCharsets.UTF_8)).expect(200);

        read(imported, AllocatorClient.path("products", sku)).expect(200).with("qty", "500");
    }

    @Test
    void fiftyWritesInARowAreSeenEachAtOnce() {
        client.addBatch(ref, sku, 50, null).expect(201);

        for (var n = 1; n <= 50; n++) {
            var allocated = client.allocate(order + n, sku, 1).expect(201);
            read(allocated, AllocatorClient.path("products", sku)).expect(200).with("allocated", String.valueOf(n));
        }
    }

    private Answer read(Answer write, String path) {
        var token = write.headers().firstValue(HEADER).orElseThrow();
        return AllocatorClient.send(HttpRequest.newBuilder(URI.create(client.read() + path)).header(HEADER, token));
    }
}
