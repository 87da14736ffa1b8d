package io.allocator.system.faults;

import io.allocator.system.harness.PostgresServer;

/** Years of history, put into the event store at once: the same rows as if everything had been asked for one by one. */
final class StoredHistory {

    private static final int EVENTS_OF_A_SKU = 1_000;

    private static final String RESERVE = """
            INSERT INTO event_store.batch_reference (reference, sku)
            SELECT ? || '-' || sku, ? || '-' || sku FROM generate_series(1, ?) AS sku""";

    /** For each SKU a batch, and then lines that take a unit of it each. */
    private static final String APPEND = """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                time_stamp, payload_type, payload_revision, payload, meta_data)
            SELECT gen_random_uuid()::text, sku, n, 'Product', '2026-01-01T00:00:00.000Z',
                'io.allocator.api.event.' || CASE n WHEN 0 THEN 'BatchAddedEvent' ELSE 'LineAllocatedEvent' END, '1',
                CASE n
                    WHEN 0 THEN json_build_object('sku', sku, 'batchReference', sku, 'purchasedQuantity', 10000,
                        'eta', NULL)
                    ELSE json_build_object('sku', sku, 'orderId', sku || '-' || n, 'lineId', '1', 'quantity', 1,
                        'batchReference', sku, 'batchEta', NULL)
                END::text, '{"actor":"history"}'
            FROM (SELECT ? || '-' || s AS sku, n FROM generate_series(1, ?) AS s, generate_series(0, ?) AS n) AS each""";

    private StoredHistory() {}

    /** Adds so many events, and tells the readers. */
    static void add(PostgresServer postgres, String name, int events) {
        var skus = Math.max(1, events / EVENTS_OF_A_SKU);
        postgres.execute(RESERVE, name, name, skus);
        postgres.execute(APPEND, name, skus, events / skus - 1);
        postgres.execute("NOTIFY allocator_events");
    }
}
