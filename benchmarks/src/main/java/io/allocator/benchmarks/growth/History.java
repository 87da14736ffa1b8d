package io.allocator.benchmarks.growth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lines that were allocated long ago, and shipped or not. Millions by commands take too long: one SKU's events and rows, which
 * the program itself wrote, are copied under other names and numbers.
 */
final class History {

    private static final String COPIED = "COPIED-SKU";
    private static final List<String> MADE = List.of("domain_event", "batch_reference", "shipped_line");

    private static final int UNAVAILABLE = 503;
    private static final Duration MAY_TAKE = Duration.ofMinutes(2);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(100);

    private final JdbcClient sql;
    private final URI program;

    /** What has become of the lines. */
    enum Lines {
        SHIPPED(2, "/shipments", ""), OPEN(1, "/allocations", ",\"qty\":1");

        /** Each line's. */
        private final int events;
        /** What is asked again of a line to see that it is known. */
        private final String path;
        private final String what;

        Lines(int events, String path, String what) {
            this.events = events;
            this.path = path;
            this.what = what;
        }
    }

    History(JdbcClient sql, URI program) {
        this.sql = sql;
        this.program = program;
    }

    /** Has the program make what is copied: a batch, a line allocated from it, and shipped. */
    void prepare() throws IOException, InterruptedException {
        post("/batches", "{\"ref\":\"COPIED-SKU-wh\",\"sku\":\"COPIED-SKU\",\"qty\":1000000000}");
        post("/allocations", "{\"orderid\":\"past-0\",\"sku\":\"COPIED-SKU\",\"qty\":1}");
        post("/shipments", "{\"orderid\":\"past-0\",\"sku\":\"COPIED-SKU\"}");
        MADE.forEach(table -> sql.sql("CREATE TABLE copied_" + table + " AS SELECT * FROM event_store." + table
                + " WHERE " + (table.equals("domain_event") ? "aggregate_identifier" : "sku") + " = 'COPIED-SKU'")
                .update());
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(program.resolve(path))
                    .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException(path + " was answered " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /**
     * Makes all that is in the store a history of SKUs that the program has never heard of.
     *
     * @param names what the SKUs begin with, as the load generator names them
     * @param lines of each SKU; the SKU's batch is one event more
     * @param state what has become of them
     * @return events written
     */
    long write(String names, int skus, int lines, Lines state) {
        var tables = sql.sql("SELECT 'event_store.' || tablename FROM pg_tables"
                + " WHERE schemaname = 'event_store' AND tablename NOT LIKE 'flyway%'").query(String.class).list();
        sql.sql("TRUNCATE " + String.join(", ", tables)).update();
        var events = sql.sql("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                    time_stamp, payload_type, payload_revision, payload, meta_data)
                SELECT gen_random_uuid()::text, :names || k, CASE sequence_number WHEN 0 THEN 0
                    ELSE :events * (n - 1) + sequence_number END, type, time_stamp, payload_type, payload_revision,
                    replace(replace(payload, :copied, :names || k), '"past-0"', '"past-' || n || '"'), meta_data
                FROM generate_series(1, :lines) n, generate_series(0, :skus - 1) k, copied_domain_event
                WHERE (n = 1 OR sequence_number > 0) AND sequence_number <= :events
                ORDER BY n, k, sequence_number
                """).param("names", names + "-SKU-").param("copied", COPIED).param("lines", lines).param("skus", skus)
                .param("events", state.events).update();
        sql.sql("""
                INSERT INTO event_store.batch_reference (reference, sku)
                SELECT replace(reference, :copied, :names || k), :names || k
                FROM generate_series(0, :skus - 1) k, copied_batch_reference
                """).param("names", names + "-SKU-").param("copied", COPIED).param("skus", skus).update();
        sql.sql("""
                INSERT INTO event_store.shipped_line (order_id, sku, line_id, quantity, batch_reference)
                SELECT 'past-' || n, :names || k, line_id, quantity, replace(batch_reference, :copied, :names || k)
                FROM generate_series(1, :lines) n, generate_series(0, :skus - 1) k, copied_shipped_line
                """).param("names", names + "-SKU-").param("copied", COPIED).param("skus", skus)
                .param("lines", state == Lines.SHIPPED ? lines : 0).update();
        sql.sql("VACUUM (ANALYZE) event_store.domain_event, event_store.shipped_line, event_store.batch_reference")
                .update();
        return events;
    }

    /**
     * Shows that the program takes the history for its own: it knows the last line as shipped or allocated, and says so as it
     * does of one that it shipped or allocated itself. To know a long one it reads all of it, since a copy has no snapshot;
     * meanwhile it answers that it takes too long.
     */
    void ensureKnown(String names, int lines, Lines state) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(program.resolve(state.path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"orderid\":\"past-" + lines + "\",\"sku\":\"" + names + "-SKU-0\"" + state.what + "}"))
                .build();
        var start = System.nanoTime();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            while (answer.statusCode() == UNAVAILABLE && System.nanoTime() - start < MAY_TAKE.toNanos()) {
                LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
                answer = http.send(request, BodyHandlers.ofString());
            }
            if (answer.statusCode() != 200) {
                throw new IOException("A past line is not known: " + answer.statusCode() + " " + answer.body());
            }
        }
    }
}
