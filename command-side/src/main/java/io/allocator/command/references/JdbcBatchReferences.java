package io.allocator.command.references;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** References in a table of the event store, on the connection of the current transaction. */
@Component
class JdbcBatchReferences implements BatchReferences {

    private final JdbcClient jdbc;

    JdbcBatchReferences(@Qualifier("eventStore") DataSource eventStore) {
        jdbc = JdbcClient.create(eventStore);
    }

    @Override
    public boolean claim(String reference, String sku) {
        // Waits for a claim of the same reference that is not committed yet, and then sees how it ended.
        var claimed = jdbc.sql("""
                INSERT INTO event_store.batch_reference (reference, sku) VALUES (?, ?)
                ON CONFLICT (reference) DO NOTHING
                """).params(reference, sku).update();
        return claimed == 1 || skuOf(reference).filter(sku::equals).isPresent();
    }

    @Override
    public Optional<String> skuOf(String reference) {
        return jdbc.sql("SELECT sku FROM event_store.batch_reference WHERE reference = ?").param(reference)
                .query(String.class).optional();
    }
}
