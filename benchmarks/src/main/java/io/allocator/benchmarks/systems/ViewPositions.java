package io.allocator.benchmarks.systems;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far the views of a program are in the log, by what it tells itself. */
public final class ViewPositions {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration MAY_REBUILD_FOR = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final URI program;

    /** Of the program at this address. */
    public ViewPositions(URI program) {
        this.program = program;
    }

    /** Whether all views have taken in the last entry of the log. */
    public boolean areAtTheEnd() throws IOException, InterruptedException {
        var views = views();
        return lowest(views) >= views.path(0).path("last").asLong();
    }

    /** The last entry that all views have taken in. */
    public long lowest() throws IOException, InterruptedException {
        return lowest(views());
    }

    /**
     * Has all views made again from the first event, beside those that are read, and waits until the last has changed places.
     *
     * @return how long that took
     * @throws IOException if it does not come to that in time
     */
    public Duration rebuildAll() throws IOException, InterruptedException {
        var before = rebuilt(views());
        var begin = System.nanoTime();
        requestRebuilds(before.keySet());
        while (!isEachRebuiltSince(before)) {
            if (System.nanoTime() - begin > MAY_REBUILD_FOR.toNanos()) {
                throw new IOException("The views of " + program + " are not made again");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** When each view was last made again, as it is told; of one that never was, nothing. */
    private static Map<String, String> rebuilt(JsonNode views) {
        return StreamSupport.stream(views.spliterator(), false).collect(
                Collectors.toMap(view -> view.path("view").asString(), view -> view.path("rebuilt").asString("")));
    }

    private boolean isEachRebuiltSince(Map<String, String> before) throws IOException, InterruptedException {
        var now = rebuilt(views());
        return before.entrySet().stream().noneMatch(view -> view.getValue().equals(now.get(view.getKey())));
    }

    private void requestRebuilds(Set<String> names) throws IOException, InterruptedException {
        for (var name : names) {
            var path = "/operations/views/" + name + "/rebuild";
            var answer = HTTP.send(
                    HttpRequest.newBuilder(program.resolve(path)).POST(BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(path + ": " + answer.body());
            }
        }
    }

    private static long lowest(JsonNode views) {
        return StreamSupport.stream(views.spliterator(), false).mapToLong(view -> view.path("position").asLong())
                .min().orElse(0);
    }

    private JsonNode views() throws IOException, InterruptedException {
        var answer = HTTP.send(HttpRequest.newBuilder(program.resolve("/operations/views")).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("/operations/views: " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
