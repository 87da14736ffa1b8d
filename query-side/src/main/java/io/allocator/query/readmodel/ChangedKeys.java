package io.allocator.query.readmodel;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the tables of the views note of their changes, for those who keep answers made from them. */
@Component
public class ChangedKeys {

    /** Makes what notes them, where it lacks: a version of the program that knows nothing of it may have replaced a table. */
    private static final String NOTE_CHANGES = "SELECT read_model.note_changes()";

    /**
     * One that is old stays: whoever finds it knows that nothing is lacking which is newer. So nothing may be deleted
     * that is newer than a note which is still to be seen. What came with a dump of another server is of transactions that are still
     * to come here.
     */
    private static final String DELETE_OLD = """
            DELETE FROM read_model.changed_keys WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())
                OR transaction < (SELECT max(transaction) FROM read_model.changed_keys
                    WHERE at < now() - interval '10 seconds'
                        AND transaction < pg_snapshot_xmin(pg_current_snapshot()))""";

    private static final Duration TEND_EVERY = Duration.ofSeconds(5);

    private final JdbcClient database;
    private long tendedNanos = System.nanoTime() - TEND_EVERY.toNanos();

    /** Those of one read model. */
    public ChangedKeys(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /** Sees to it that changes are noted, and deletes old notes; every few seconds. Called by one thread. */
    void tend() {
        if (System.nanoTime() - tendedNanos >= TEND_EVERY.toNanos()) {
            noteThoseOfAllTables();
            deleteOld();
            tendedNanos = System.nanoTime();
        }
    }

    /** Sees to it that changes are noted, as part of a transaction that has put a table in the place of another. */
    void noteThoseOfAllTables() {
        database.sql(NOTE_CHANGES).query().singleRow();
    }

    /** Deletes what hardly anybody looks for any more: who does forgets all that he keeps. */
    public void deleteOld() {
        database.sql(DELETE_OLD).update();
    }
}
