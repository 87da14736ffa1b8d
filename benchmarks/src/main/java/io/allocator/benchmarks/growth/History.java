package io.allocator.benchmarks.growth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines that were allocated long ago, and shipped, released, or neither. Millions by commands take too long: one SKU's events and
 * rows, which the program itself wrote, are copied under other names and numbers.
 */
final class History {

    private static final List<String> MADE = List.of("domain_event", "batch_reference", "shipped_line");
    private static final String SMALL = "50";

    private static final int UNAVAILABLE = 503;
    private static final Duration MAY_TAKE = Duration.ofMinutes(2);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(100);

    private final JdbcClient sql;
    private final URI program;

    /** What has become of the lines. */
    enum Lines {
        /** From the warehouse, without an end, and shipped. */
        SHIPPED("COPIED-SKU", 1, 2),
        /** From the warehouse, without an end, and still open. */
        OPEN("COPIED-SKU", 1, 1),
        /** From a small batch in the warehouse, beside a large one at sea, and released. */
        RELEASED("COPIED-CUT", 2, 2);

        /** The SKU that is copied. */
        private final String copied;
        /** The SKU's, each an event. */
        private final int batches;
        /** Each line's. */
        private final int events;

        Lines(String copied, int batches, int events) {
            this.copied = copied;
            this.batches = batches;
            this.events = events;
        }
    }

    /**
     * How long a history is.
     *
     * @param names what the SKUs begin with, as the load generator names them
     * @param skus how many
     * @param lines of each SKU
     * @param linesOfAnOrder of different SKUs; the last order may have fewer
     * @param state what has become of the lines
     */
    record Extent(String names, int skus, int lines, int linesOfAnOrder, Lines state) {

        /** Each line is an order of its own. */
        Extent(String names, int skus, int lines, Lines state) {
            this(names, skus, lines, 1, state);
        }

        /** How many orders there are; they are {@code past-0} and so on. */
        int orders() {
            return (skus * lines + linesOfAnOrder - 1) / linesOfAnOrder;
        }

        private String firstSku() {
            return names + "-SKU-0";
        }

        private String lastOrderOfFirstSku() {
            return "past-" + (lines - 1) * skus / linesOfAnOrder;
        }
    }

    History(JdbcClient sql, URI program) {
        this.sql = sql;
        this.program = program;
    }

    /** Has the program make what is copied: batches, a line allocated from one, and shipped or released. */
    void prepare() throws IOException, InterruptedException {
        for (var sku : List.of(Lines.SHIPPED.copied, Lines.RELEASED.copied)) {
            var isSmall = sku.equals(Lines.RELEASED.copied);
            addBatch(sku, "-wh", isSmall ? SMALL : "1000000000", "null");
            if (isSmall) {
                addBatch(sku, "-sea", "1000000000", "\"2099-01-31\"");
            }
            send("POST", "/allocations", "{\"orderid\":\"past-x\",\"sku\":\"" + sku + "\",\"qty\":1}");
        }
        send("POST", "/shipments", "{\"orderid\":\"past-x\",\"sku\":\"" + Lines.SHIPPED.copied + "\"}");
        send("DELETE", "/allocations/past-x/" + Lines.RELEASED.copied, "");
        MADE.forEach(table -> sql.sql("CREATE TABLE copied_" + table + " AS SELECT * FROM event_store." + table
                + " WHERE " + (table.equals("domain_event") ? "aggregate_identifier" : "sku") + " LIKE 'COPIED-%'")
                .update());
    }

    private void addBatch(String sku, String suffix, String quantity, String eta)
            throws IOException, InterruptedException {
        send("POST", "/batches", "{\"ref\":\"" + sku + suffix + "\",\"sku\":\"" + sku + "\",\"qty\":" + quantity
                + ",\"eta\":" + eta + "}");
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request(method, path, body), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(path + " was answered " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(program.resolve(path)).header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
    }

    /**
     * Empties the store, and fills it with a history of SKUs that the program has never heard of.
     *
     * @return events written
     */
    long write(Extent extent) {
        var tables = sql.sql("SELECT 'event_store.' || tablename FROM pg_tables"
                + " WHERE schemaname = 'event_store' AND tablename NOT LIKE 'flyway%'").query(String.class).list();
        sql.sql("TRUNCATE " + String.join(", ", tables)).update();
        var events = copy(extent, """
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                    time_stamp, payload_type, payload_revision, payload, meta_data)
                SELECT gen_random_uuid()::text, :names || k,
                    CASE WHEN sequence_number < :batches THEN sequence_number
                        ELSE :events * (n - 1) + sequence_number END,
                    type, time_stamp, payload_type, payload_revision,
                    replace(replace(payload, :copied, :names || k), '"past-x"',
                        '"past-' || ((n - 1) * :skus + k) / :lines_of_an_order || '"'), meta_data
                FROM generate_series(1, :lines) n, generate_series(0, :skus - 1) k, copied_domain_event
                WHERE aggregate_identifier = :copied AND (n = 1 OR sequence_number >= :batches)
                    AND sequence_number < :batches + :events
                ORDER BY n, k, sequence_number""");
        copy(extent, """
                INSERT INTO event_store.batch_reference (reference, sku)
                SELECT replace(reference, :copied, :names || k), :names || k
                FROM generate_series(0, :skus - 1) k, copied_batch_reference WHERE sku = :copied""");
        if (extent.state == Lines.SHIPPED) {
            copy(extent, """
                    INSERT INTO event_store.shipped_line (order_id, sku, line_id, quantity, batch_reference)
                    SELECT 'past-' || ((n - 1) * :skus + k) / :lines_of_an_order, :names || k, line_id, quantity,
                        replace(batch_reference, :copied, :names || k)
                    FROM generate_series(1, :lines) n, generate_series(0, :skus - 1) k, copied_shipped_line
                    WHERE sku = :copied""");
        }
        sql.sql("VACUUM (ANALYZE) event_store.domain_event, event_store.shipped_line, event_store.batch_reference")
                .update();
        return events;
    }

    private int copy(Extent extent, String statement) {
        return sql.sql(statement).params(Map.of("names", extent.names + "-SKU-", "copied", extent.state.copied,
                "batches", extent.state.batches, "events", extent.state.events, "lines", extent.lines,
                "skus", extent.skus, "lines_of_an_order", extent.linesOfAnOrder)).update();
    }

    /**
     * Shows that the program takes the history for its own: it knows the first SKU's last line as shipped or allocated and says
     * so as it does of one that it made itself, or it knows a batch as one that has no lines any more. To know a long one it reads all of it, since a copy has no snapshot;
     * meanwhile it answers that it takes too long.
     */
    void ensureKnown(Extent extent) throws IOException, InterruptedException {
        var line = "\"orderid\":\"" + extent.lastOrderOfFirstSku() + "\",\"sku\":\"" + extent.firstSku() + "\"";
        var request = switch (extent.state) {
            case SHIPPED -> request("POST", "/shipments", "{" + line + "}");
            case OPEN -> request("POST", "/allocations", "{" + line + ",\"qty\":1}");
            case RELEASED -> request("PATCH", "/batches/" + extent.firstSku() + "-wh", "{\"qty\":" + SMALL + "}");
        };
        var start = System.nanoTime();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            while (answer.statusCode() == UNAVAILABLE && System.nanoTime() - start < MAY_TAKE.toNanos()) {
                LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
                answer = http.send(request, BodyHandlers.ofString());
            }
            if (answer.statusCode() != 200 || (extent.state == Lines.RELEASED && !isFree(answer.body()))) {
                throw new IOException("The past is not known: " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    private static boolean isFree(String batch) {
        var read = JsonMapper.shared().readTree(batch);
        return read.path("allocated").asInt(-1) == 0 && read.path("moved").isEmpty();
    }
}
