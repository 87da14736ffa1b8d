package io.allocator.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the HTTP contract to a write side and a read side, over connections that are kept. May be used by many threads
 * at once; each then has a connection of its own.
 *
 * @param write where commands go
 * @param read where queries go
 */
public record AllocatorClient(URI write, URI read) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Adds stock; without a date it is in the warehouse. */
    public Answer addBatch(String ref, String sku, int qty, @Nullable String eta) {
        return post("/batches", batchBody(ref, sku, qty, eta));
    }

    /** The body that adds a batch. */
    public static Map<String, @Nullable Object> batchBody(String ref, String sku, int qty, @Nullable String eta) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("ref", ref);
        body.put("sku", sku);
        body.put("qty", qty);
        body.put("eta", eta);
        return body;
    }

    /** Asks stock for an order's only line of a SKU. */
    public Answer allocate(String orderid, String sku, int qty) {
        return post("/allocations", Map.of("orderid", orderid, "sku", sku, "qty", qty));
    }

    /** Asks stock for a line of an order. */
    public Answer allocate(String orderid, String sku, String lineid, int qty) {
        return post("/allocations", Map.of("orderid", orderid, "sku", sku, "lineid", lineid, "qty", qty));
    }

    /** Asks stock for a line of an order, which may wait for it. */
    public Answer backorder(String orderid, String sku, String lineid, int qty) {
        return post("/allocations",
                Map.of("orderid", orderid, "sku", sku, "lineid", lineid, "qty", qty, "onShortage", "BACKORDER"));
    }

    /** Gives a line up. */
    public Answer deallocate(String orderid, String sku, String lineid) {
        return send(HttpRequest.newBuilder(at(write, path("allocations", orderid, sku) + "?lineid=" + encode(lineid)))
                .DELETE());
    }

    /** Tells that a line has left the warehouse. */
    public Answer ship(String orderid, String sku, String lineid) {
        return post("/shipments", Map.of("orderid", orderid, "sku", sku, "lineid", lineid));
    }

    /** Changes a batch. */
    public Answer change(String ref, Map<String, ? extends @Nullable Object> change) {
        return send(request("PATCH", path("batches", ref), "application/json", JSON.writeValueAsBytes(change)));
    }

    /** The lines of an order. */
    public Answer order(String orderid) {
        return get(path("allocations", orderid));
    }

    /** A batch and its figures. */
    public Answer batch(String ref) {
        return get(path("batches", ref));
    }

    /** A product, its figures and its batches. */
    public Answer product(String sku) {
        return get(path("products", sku));
    }

    /** The totals. */
    public Answer overview() {
        return get("/overview");
    }

    /** Asks the read side. */
    public Answer get(String path) {
        return send(query(path));
    }

    /** A request to the read side, to be added to and sent. */
    public HttpRequest.Builder query(String path) {
        return HttpRequest.newBuilder(at(read, path)).GET();
    }

    /** Sends JSON to the write side. */
    public Answer post(String path, Map<String, ? extends @Nullable Object> body) {
        return send(request("POST", path, "application/json", JSON.writeValueAsBytes(body)));
    }

    /** Sends CSV to an import and has one summary back. */
    public Answer importCsv(String path, byte[] csv) {
        return send(request("POST", path, "text/csv", csv));
    }

    /** A request to the write side, to be added to and sent. */
    public HttpRequest.Builder request(String method, String path, String contentType, byte[] body) {
        return HttpRequest.newBuilder(at(write, path)).header("Content-Type", contentType).method(method,
                BodyPublishers.ofByteArray(body));
    }

    /** Sends any request. */
    public static Answer send(HttpRequest.Builder builder) {
        var request = builder.timeout(PATIENCE).build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(request.method() + " " + request.uri().getRawPath(), response.statusCode(),
                    response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + request, e);
        }
    }

    /** A path in which each segment stands percent-encoded, slashes included. */
    public static String path(String... segments) {
        return Arrays.stream(segments).map(AllocatorClient::encode).collect(Collectors.joining("/", "/", ""));
    }

    /** One segment, percent-encoded. */
    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    private static URI at(URI side, String path) {
        return URI.create(side + path);
    }
}
