package io.allocator.query.readmodel;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes empty tables like those of the views, in another schema, for a view to be made beside the one that is read. */
public final class EmptyCopies {

    private final JdbcClient database;
    private final String schema;

    /** Makes them in this schema. */
    public EmptyCopies(JdbcClient database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Makes the indexes that a filled copy still lacks, with the same names, so that it can take the other's place. A
     * sorted heap of entries at the end costs far less than one entry after the other.
     */
    void index(String table) {
        var lacking = lackingIndexes(table);
        lacking.forEach(this::run);
        if (!lacking.isEmpty()) {
            run("ANALYZE " + copy(table));
        }
    }

    /** Whether a copy has all indexes. */
    boolean isIndexed(String table) {
        return lackingIndexes(table).isEmpty();
    }

    private List<String> lackingIndexes(String table) {
        return texts("""
                SELECT replace(pg_get_indexdef(of_live.indexrelid), ?, ?)
                FROM pg_index of_live JOIN pg_class live ON live.oid = of_live.indexrelid
                WHERE of_live.indrelid = ?::regclass
                    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = of_live.indexrelid)
                    AND NOT EXISTS (SELECT FROM pg_index of_copy JOIN pg_class copy ON copy.oid = of_copy.indexrelid
                        WHERE of_copy.indrelid = ?::regclass AND copy.relname = live.relname)""",
                " ON " + live(table) + " ", " ON " + copy(table) + " ", live(table), copy(table));
    }

    /** With its keys, but without the indexes that only readers need. */
    public void makeToFill(String table) {
        var live = live(table);
        var copy = copy(table);
        run("DROP TABLE IF EXISTS " + copy);
        run("CREATE TABLE " + copy + " (LIKE " + live + " INCLUDING ALL EXCLUDING INDEXES)");
        // what LIKE leaves behind, such as the room for changed rows
        texts("""
                SELECT format('ALTER TABLE %s SET (%s)', ?, array_to_string(reloptions, ', ')) FROM pg_class
                WHERE oid = ?::regclass AND reloptions IS NOT NULL""", copy, live).forEach(this::run);
        texts("""
                SELECT format('COMMENT ON TABLE %s IS %L', ?, obj_description(?::regclass, 'pg_class'))""", copy, live)
                .forEach(this::run);
        texts("""
                SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', ?, conname, pg_get_constraintdef(oid))
                FROM pg_constraint WHERE conrelid = ?::regclass AND contype IN ('p', 'u')""", copy, live)
                .forEach(this::run);
    }

    private static String live(String table) {
        return ReadModelSchema.NAME + "." + table;
    }

    private String copy(String table) {
        return schema + "." + table;
    }

    private List<String> texts(String sql, Object... parameters) {
        return database.sql(sql).params(parameters).query((row, _) -> row.getString(1)).list();
    }

    private void run(String sql) {
        database.sql(sql).update();
    }
}
