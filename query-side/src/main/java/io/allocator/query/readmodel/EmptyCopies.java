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

    /** With the same names for all that belongs to it, so that it can take the other's place. */
    void make(String table) {
        makeToFill(table);
        texts("""
                SELECT replace(pg_get_indexdef(indexrelid), ?, ?) FROM pg_index
                WHERE indrelid = ?::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)""",
                " ON " + live(table) + " ", " ON " + copy(table) + " ", live(table)).forEach(this::run);
    }

    /** With its keys, but without the indexes that only readers need. */
    public void makeToFill(String table) {
        var live = live(table);
        var copy = copy(table);
        run("DROP TABLE IF EXISTS " + copy);
        run("CREATE TABLE " + copy + " (LIKE " + live + " INCLUDING ALL EXCLUDING INDEXES)");
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
