package io.allocator.command.dispatch;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.command.CommandSideNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The one SKU of tests that are about the database: its stock, and orders of a chair each. */
final class Chairs {

    static final String SKU = "CHAIR";

    private Chairs() {}

    static void add(CommandSideNode node, int quantity) {
        node.part(ProductGateway.class).send(new AddBatchCommand(SKU, "b", quantity, null), "tester");
    }

    /** Allocates one over HTTP, as a client does. */
    static HttpResponse<String> post(CommandSideNode node, String order) {
        var request = HttpRequest.newBuilder(URI.create(node.url("/allocations")))
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString("{\"orderid\":\"" + order + "\",\"sku\":\"" + SKU + "\",\"qty\":1}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many lines the log has. */
    static long lines(CommandSideNode node) {
        return node.sql().sql("SELECT count(*) FROM event_store.readable_event WHERE event = 'LineAllocated'")
                .query(Long.class).single();
    }
}
