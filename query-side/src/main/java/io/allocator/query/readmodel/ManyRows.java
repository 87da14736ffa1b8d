package io.allocator.query.readmodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A statement for any number of rows: it takes one array for each of their columns, to be unnested, and so is sent once
 * and prepared once.
 *
 * @param <T> what a row is made from
 */
public final class ManyRows<T> {

    private final JdbcOperations database;
    private final String sql;
    private final List<Column<T>> columns;

    private ManyRows(JdbcOperations database, String sql, List<Column<T>> columns) {
        this.database = database;
        this.sql = sql;
        this.columns = columns;
    }

    /**
     * Prepares one.
     *
     * @param sql with a parameter for each column, in their order
     */
    @SafeVarargs
    public static <T> ManyRows<T> of(JdbcOperations database, String sql, Column<T>... columns) {
        var all = new ArrayList<Column<T>>();
        for (var column : columns) {
            all.add(column);
        }
        return new ManyRows<>(database, sql, all);
    }

    /**
     * A column.
     *
     * @param type the PostgreSQL type of its values, as {@code text}
     * @param value a row's; what its {@code toString} gives is what PostgreSQL reads
     */
    public static <T> Column<T> column(String type, Function<T, @Nullable Object> value) {
        return new Column<>(type, value);
    }

    /** Writes rows; nothing when there are none. Gives how many rows were changed. */
    public int write(Collection<T> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        return database.update(sql, statement -> {
            for (var i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                statement.setArray(i + 1, statement.getConnection().createArrayOf(column.type(), values(column, rows)));
            }
        });
    }

    /** In arrays of their own types, the driver sends numbers as they are; of any other it would write out each one. */
    private static <T> @Nullable Object[] values(Column<T> column, Collection<T> rows) {
        var values = rows.stream().map(column.value());
        return switch (column.type()) {
            case "integer" -> values.toArray(Integer[]::new);
            case "bigint" -> values.toArray(Long[]::new);
            default -> values.map(value -> value == null ? null : value.toString()).toArray(String[]::new);
        };
    }

    /** Writes rows, all of which must be there to be changed. */
    public void writeEach(Collection<T> rows) {
        var changed = write(rows);
        if (changed != rows.size()) {
            throw new IllegalStateException("Of " + rows.size() + " rows to change " + changed
                    + " are there; no event has made the others known: " + rows.stream().limit(3).toList());
        }
    }

    /**
     * A column of many rows.
     *
     * @param <T> what a row is made from
     * @param type the PostgreSQL type of its values
     * @param value a row's
     */
    public record Column<T>(String type, Function<T, @Nullable Object> value) {}
}
