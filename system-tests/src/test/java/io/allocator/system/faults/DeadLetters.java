package io.allocator.system.faults;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Answer;
import io.allocator.system.harness.Nodes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.stream.Collectors;

/** The sequences that the read side has set aside: the one place that asks for them. */
final class DeadLetters {

    private static final String PATH = "/operations/dead-letters";

    private final Nodes nodes;

    DeadLetters(Nodes nodes) {
        this.nodes = nodes;
    }

    /** The views in which a SKU is set aside. */
    Set<String> viewsOf(String sku) {
        return nodes.client().get(PATH).expect(200).json().get("items").valueStream()
                .filter(item -> item.get("sku").asString().equals(sku)).map(item -> item.get("view").asString())
                .collect(Collectors.toSet());
    }

    /** Has what was set aside projected now. */
    Answer retry(String view, String sku) {
        var path = nodes.reading() + PATH + AllocatorClient.path(view, sku, "retry");
        return AllocatorClient.send(HttpRequest.newBuilder(URI.create(path)).POST(BodyPublishers.noBody()));
    }
}
