package io.allocator.command.references;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps batch references unique across all SKUs. A claim is part of the transaction in which the batch is added: it
 * holds if and only if the event does, on any number of nodes.
 */
public class BatchReferences {

    private final JdbcClient jdbc;

    /** Works on the connection of the current transaction. */
    public BatchReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims a reference for a SKU.
     *
     * @return whether the reference belongs to that SKU now; false when it belongs to another
     */
    public boolean claim(String reference, String sku) {
        // Waits for a claim of the same reference that is not committed yet, and then sees how it ended.
        var claimed = jdbc.sql("""
                INSERT INTO event_store.batch_reference (reference, sku) VALUES (?, ?)
                ON CONFLICT (reference) DO NOTHING
                """).params(reference, sku).update();
        return claimed == 1 || jdbc.sql("SELECT sku FROM event_store.batch_reference WHERE reference = ?")
                .param(reference).query(String.class).single().equals(sku);
    }
}
