package io.allocator.command.eventstore;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares what this node knows with what is stored, on the connection of the current transaction. */
@Component
public class StoredVersions {

    // All at once; each is one look at the end of the SKU's part of the index.
    private static final String DIFFERENT = """
            SELECT sku FROM unnest(?, ?) AS known (sku, version)
            WHERE version IS DISTINCT FROM
                (SELECT max(sequence_number) FROM event_store.domain_event WHERE aggregate_identifier = sku)
            """;

    private final JdbcClient database;

    StoredVersions(@Qualifier("eventStore") DataSource eventStore) {
        this.database = JdbcClient.create(eventStore);
    }

    /** Which of these SKUs have another last event in the store than the given one, by sequence number. */
    public List<String> differentFrom(Map<String, Long> versions) {
        return database.sql(DIFFERENT).param(versions.keySet().toArray(String[]::new))
                .param(versions.values().toArray(Long[]::new)).query((row, _) -> row.getString("sku")).list();
    }
}
