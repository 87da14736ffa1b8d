package io.allocator.query.readmodel;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the tables of the views note of their changes, for those who keep answers made from them. */
@Component
class ChangedKeys {

    /**
     * One that is old stays: who finds it knows that nothing is lacking which is newer. What came with a dump of another
     * server is of transactions that are still to come here.
     */
    private static final String DELETE_OLD = """
            DELETE FROM read_model.changed_keys WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())
                OR transaction < (SELECT max(transaction) FROM read_model.changed_keys
                    WHERE at < now() - interval '10 seconds')""";

    private static final String NOTE_ALL = """
            INSERT INTO read_model.changed_keys (kind) VALUES ('BATCH'), ('PRODUCT'), ('ORDER')""";

    private final JdbcClient database;

    ChangedKeys(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /** Deletes what nobody looks for any more: who has not looked for so long forgets all that he keeps. */
    void deleteOld() {
        database.sql(DELETE_OLD).update();
    }

    /** Notes that any answer may have changed, as part of a transaction that replaces a table. */
    void noteAll() {
        database.sql(NOTE_ALL).update();
    }
}
