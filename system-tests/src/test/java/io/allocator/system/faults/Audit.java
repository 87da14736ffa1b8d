package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Nodes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The product's own word on whether its views are what its events say: the one place that asks for it. */
final class Audit {

    private static final Duration MAY_TAKE = Duration.ofMinutes(5);

    private Audit() {}

    /**
     * Has it look, and asserts that it finds nothing.
     *
     * @return for the print: what it said, or that there is no audit
     */
    static String expectClean(Nodes nodes) {
        var client = nodes.client();
        var path = "/operations/audit";
        var begun = AllocatorClient
                .send(HttpRequest.newBuilder(URI.create(client.read() + path)).POST(BodyPublishers.noBody()));
        if (begun.status() == 404) {
            return "audit not there";
        }
        begun.expect(202);
        var report = await("audit").atMost(MAY_TAKE).pollInterval(Duration.ofMillis(100))
                .until(() -> client.get(path).expect(200).json(), Audit::isOver);
        assertThat(report.get("state").asString()).as(report::toString).isEqualTo("DONE");
        assertThat(report.get("clean").asBoolean()).as(report::toString).isTrue();
        assertThat(report.get("differenceCount").asLong()).as(report::toString).isZero();
        assertThat(report.get("violationCount").asLong()).as(report::toString).isZero();
        return "audit clean";
    }

    private static boolean isOver(JsonNode report) {
        return !report.get("state").asString().equals("RUNNING");
    }
}
