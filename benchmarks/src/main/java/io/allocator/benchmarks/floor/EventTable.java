package io.allocator.benchmarks.floor;

import io.allocator.api.event.LineAllocatedEvent;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The product's own table of events, and a row in it such as an allocation makes. */
class EventTable {

    private static final String INSERT = """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                time_stamp, payload_type, payload_revision, payload, meta_data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate database;
    private final JsonMapper json;
    /** Nobody decides here, so numbers need no order within a SKU: only to be new after a restart, too. */
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis());

    EventTable(DataSource dataSource, JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
        Flyway.configure().dataSource(dataSource).schemas("event_store").locations("classpath:db/event-store").load()
                .migrate();
    }

    /** One row, committed when this returns. */
    void insert(String sku, String order, int quantity) {
        var event = new LineAllocatedEvent(sku, order, "1", quantity, sku + "-wh", null);
        var message = UUID.randomUUID().toString();
        database.update(INSERT, message, sku, sequence.getAndIncrement(), "Product", Instant.now().toString(),
                LineAllocatedEvent.class.getName(), "1", json.writeValueAsString(event),
                "{\"actor\":\"anonymous\",\"traceId\":\"" + message + "\",\"correlationId\":\"" + message + "\"}");
    }
}
