package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.Nodes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** All views are made again under load, and the query side is killed in the middle of it. */
@FaultCase
class RebuildUnderLoadIT {

    private static final Duration MAY_TAKE = Duration.ofMinutes(10);

    @Test
    void aRebuildGoesOnAfterAKillAndEndsRight(Nodes nodes) throws InterruptedException {
        var events = Run.either(10_000, 300_000);
        StoredHistory.add(nodes.postgres(), Fresh.name("history"), events);
        Aftermath.awaitViews(nodes);
        try (var load = Load.start(nodes, Run.random(RebuildUnderLoadIT.class))) {
            load.awaitAnswers(50);
            var views = views(nodes).stream().map(view -> view.get("view").asString()).toList();
            var began = System.nanoTime();
            views.forEach(view -> rebuild(nodes, view));
            await("the middle of it").atMost(MAY_TAKE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5))
                    .until(() -> views(nodes).stream().anyMatch(RebuildUnderLoadIT::isInTheMiddle));
            nodes.querySides().getFirst().kill();
            var left = nodes.postgres().number("SELECT count(*) FROM read_model.view WHERE rebuilding IS NOT NULL");
            nodes.querySides().getFirst().startAgain();
            nodes.awaitReady();
            await("the end of it").atMost(MAY_TAKE).pollInterval(Duration.ofMillis(50))
                    .until(() -> views(nodes).stream().noneMatch(RebuildUnderLoadIT::isBeingMadeAgain));
            var took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(views(nodes)).as("each was made again").allMatch(view -> view.hasNonNull("rebuilt"));
            var log = load.finish();

            var right = Aftermath.expectRight(nodes, log);

            Run.print(RebuildUnderLoadIT.class,
                    ("%d views of %d events and more made again in %s, the start after the kill included; "
                            + "%d were under way when it was killed; %s")
                            .formatted(views.size(), events, Run.seconds(took), left, right));
            assertThat(left).as("views that were being made again").isPositive();
        }
    }

    private static List<JsonNode> views(Nodes nodes) {
        return nodes.client().get("/operations/views").expect(200).json().valueStream().toList();
    }

    private static void rebuild(Nodes nodes, String view) {
        var path = nodes.reading() + "/operations/views/" + view + "/rebuild";
        AllocatorClient.send(HttpRequest.newBuilder(URI.create(path)).POST(BodyPublishers.noBody())).expect(202);
    }

    private static boolean isBeingMadeAgain(JsonNode view) {
        return view.hasNonNull("rebuild");
    }

    /** Some of it is done, and some is not. */
    private static boolean isInTheMiddle(JsonNode view) {
        if (!isBeingMadeAgain(view)) {
            return false;
        }
        var position = view.get("rebuild").get("position").asLong();
        return position > view.get("last").asLong() / 5;
    }
}
