package io.allocator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.Answer;
import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.OnEveryDeployment;
import io.allocator.system.harness.Standalone;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the HTTP that the programs give of themselves. */
@OnEveryDeployment
class OpenApiIT {

    private static final String[] WRITES = {"/batches", "/add_batch", "/allocations", "/allocate", "/batches/import",
            "/allocations/import", "/batches/{ref}", "/allocations/{orderid}/{sku}", "/shipments"};
    private static final String[] READS = {"/allocations", "/allocations/{orderid}", "/batches/{ref}", "/products",
            "/products/{sku}", "/products/{sku}/availability", "/products/{sku}/history",
            "/orders/{orderid}/lines/{sku}", "/backorders", "/overview", "/changes", "/operations/views",
            "/operations/views/{view}/rebuild", "/operations", "/operations/dead-letters",
            "/operations/dead-letters/{view}/{sku}", "/operations/dead-letters/{view}/{sku}/retry",
            "/operations/dead-letters/{view}/{sku}/discard"};

    private final AllocatorSystem system;
    private final AllocatorClient client;

    OpenApiIT(AllocatorSystem system) {
        this.system = system;
        this.client = system.client();
    }

    @Test
    void everyEndpointOfTheWriteSideIsListed() {
        assertThat(paths(client.write())).contains(WRITES);
    }

    @Test
    void everyEndpointOfTheReadSideIsListed() {
        assertThat(paths(client.read())).contains(READS);
    }

    @Test
    void whatIsNotPartOfTheContractIsNotListed() {
        var all = Stream.concat(Arrays.stream(WRITES), Arrays.stream(READS)).distinct().toArray(String[]::new);
        var together = system instanceof Standalone;
        assertThat(paths(client.write())).containsExactlyInAnyOrder(together ? all : WRITES);
        assertThat(paths(client.read())).containsExactlyInAnyOrder(together ? all : READS);
    }

    @Test
    void apiLeadsToThePage() {
        page(client.write());
        page(client.read());
    }

    private static void page(URI side) {
        var answer = get(side.resolve("/api"));
        for (var hops = 0; answer.status() / 100 == 3 && hops < 3; hops++) {
            answer = get(side.resolve(answer.headers().firstValue("Location").orElseThrow()));
        }
        assertThat(answer.expect(200).mediaType()).isEqualTo("text/html");
        assertThat(answer.body()).contains("swagger-ui");
    }

    private static Iterable<String> paths(URI side) {
        return get(side.resolve("/v3/api-docs")).expect(200).json().get("paths").propertyNames();
    }

    private static Answer get(URI uri) {
        return AllocatorClient.send(HttpRequest.newBuilder(uri));
    }
}
