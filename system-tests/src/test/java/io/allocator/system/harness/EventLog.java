package io.allocator.system.harness;

import io.allocator.api.event.ProductEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import org.axonframework.serialization.Revision;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events, written as the write side has them in its log, all at once and in one transaction. The log alone: a write
 * side on the same database would not know which lines are shipped.
 */
final class EventLog {

    private static final String COPY = """
            COPY event_store.domain_event (global_index, event_identifier, aggregate_identifier, sequence_number, type,
                time_stamp, payload_type, payload_revision, payload, meta_data) FROM STDIN""";
    private static final String GO_ON_BEHIND = "SELECT setval('event_store.domain_event_index', ?)";
    private static final int CHUNK_BYTES = 1 << 20;

    private EventLog() {}

    /** Fills an empty log, and wakes the readers. */
    static void fill(Connection connection, List<? extends ProductEvent> events, IntFunction<Instant> times) {
        try {
            connection.setAutoCommit(false);
            copy(connection, events, times);
            try (var sequence = connection.prepareStatement(GO_ON_BEHIND)) {
                sequence.setLong(1, events.size());
                sequence.execute();
            }
            try (var wake = connection.createStatement()) {
                wake.execute("NOTIFY allocator_events");
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Connection connection, List<? extends ProductEvent> events, IntFunction<Instant> times)
            throws SQLException, IOException {
        var sequences = new HashMap<String, Integer>();
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        var chunk = new ByteArrayOutputStream(2 * CHUNK_BYTES);
        for (var i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var n = sequences.merge(event.sku(), 1, Integer::sum) - 1;
            chunk.write(row(i + 1, n, event, times.apply(i)).getBytes(StandardCharsets.UTF_8));
            if (chunk.size() > CHUNK_BYTES) {
                copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
                chunk.reset();
            }
        }
        copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
        copy.endCopy();
    }

    private static String row(int index, int n, ProductEvent event, Instant time) {
        var revision = Objects.requireNonNull(event.getClass().getAnnotation(Revision.class)).value();
        // what COPY would take for its own
        var payload = JsonMapper.shared().writeValueAsString(event).replace("\\", "\\\\");
        return String.join("\t", String.valueOf(index), UUID.randomUUID().toString(),
                event.sku().replace("\\", "\\\\"), String.valueOf(n), "Product", time.toString(),
                event.getClass().getName(), revision, payload, "{}") + "\n";
    }
}
