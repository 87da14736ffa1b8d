package io.allocator.query.audit;

import io.allocator.query.audit.AuditReport.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a table of a view with the same one made again. All columns count: none is made of anything but events, no serial
 * number and no time of projection is among them.
 */
@Component
class TableComparison {

    private static final String KEY = """
            SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
            WHERE indrelid = ?::regclass AND indisprimary ORDER BY array_position(indkey::int2[], attnum)""";

    private static final String JOIN = """
            FROM read_model.%1$s AS live FULL JOIN pg_temp.%1$s AS recomputed USING (%2$s)""";

    private static final String DIFFERS = "live IS DISTINCT FROM recomputed";

    private static final String COUNT = "SELECT count(live), count(*) FILTER (WHERE " + DIFFERS + ") " + JOIN;

    private static final String LIST = """
            SELECT jsonb_build_object(%3$s) AS key, to_jsonb(live) AS live, to_jsonb(recomputed) AS recomputed
            """ + JOIN + " WHERE " + DIFFERS + " LIMIT " + Progress.MOST;

    private static final TypeReference<Map<String, @Nullable Object>> ROW = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json = JsonMapper.shared();

    TableComparison(JdbcClient database) {
        this.database = database;
    }

    /**
     * What came out.
     *
     * @param rows of the live table
     * @param differences how many rows differ
     * @param first the first of those
     */
    record Compared(long rows, long differences, List<Difference> first) {}

    Compared compare(String view, String table) {
        var key = database.sql(KEY).param("read_model." + table).query((row, _) -> row.getString(1)).list();
        var columns = String.join(", ", key);
        // nobody else gathers statistics of a temporary table, and the join would be planned blindly
        database.sql("ANALYZE pg_temp." + table).update();
        return database.sql(COUNT.formatted(table, columns)).query((counts, _) -> {
            var differences = counts.getLong(2);
            return new Compared(counts.getLong(1), differences,
                    differences == 0 ? List.of() : list(view, table, key));
        }).single();
    }

    private List<Difference> list(String view, String table, List<String> key) {
        var named = key.stream().map(column -> "'" + column + "', " + column).collect(Collectors.joining(", "));
        return database.sql(LIST.formatted(table, String.join(", ", key), named))
                .query((row, _) -> new Difference(view, table, required(row, "key"), row(row, "live"),
                        row(row, "recomputed")))
                .list();
    }

    private Map<String, @Nullable Object> required(ResultSet row, String column) throws SQLException {
        return json.readValue(row.getString(column), ROW);
    }

    private @Nullable Map<String, @Nullable Object> row(ResultSet row, String column) throws SQLException {
        return row.getString(column) == null ? null : required(row, column);
    }
}
