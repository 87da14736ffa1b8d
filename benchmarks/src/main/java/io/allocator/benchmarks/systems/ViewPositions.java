package io.allocator.benchmarks.systems;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far the views of a program are in the log, by what it tells itself. */
public final class ViewPositions {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    /** Begins to make all views again from the first event, beside those that are read. */
    public void rebuildAll() throws IOException, InterruptedException {
        for (var view : views()) {
            var path = "/operations/views/" + view.path("view").asString() + "/rebuild";
            var answer = HTTP.send(
                    HttpRequest.newBuilder(program.resolve(path)).POST(BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(path + ": " + answer.body());
            }
        }
    }

    /** Whether a view is being made again. */
    public boolean isAnyRebuilt() throws IOException, InterruptedException {
        return StreamSupport.stream(views().spliterator(), false).anyMatch(view -> view.hasNonNull("rebuild"));
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
