package io.allocator.command.imports;

import io.allocator.http.InvalidField;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which column holds which field. Names match whatever their case; columns of other names are passed over. */
final class CsvHeader {

    private final Map<String, Integer> columns = new HashMap<>();
    private final int width;

    private CsvHeader(List<String> names) {
        width = names.size();
        for (var column = 0; column < width; column++) {
            var name = normalized(names.get(column));
            if (columns.put(name, column) != null && !name.isEmpty()) {
                throw notUnderstood(Spool.isUnreadable(name)
                        ? "must be in UTF-8"
                        : "names the column " + name + " twice");
            }
        }
    }

    /**
     * Reads the first record as a header.
     *
     * @throws ProblemException when a required column is missing, or one is there twice
     */
    static CsvHeader of(@Nullable List<String> record, List<String> required, List<String> optional) {
        var mustBe = "must be " + String.join(",", required)
                + (optional.isEmpty() ? "" : "[," + String.join("][,", optional) + "]")
                + ", separated by commas, in UTF-8";
        if (record == null || record.isEmpty()) {
            throw notUnderstood(mustBe);
        }
        var header = new CsvHeader(record);
        if (!required.stream().allMatch(header::has)) {
            throw notUnderstood(mustBe);
        }
        return header;
    }

    private static ProblemException notUnderstood(String message) {
        return new ProblemException(Problem.invalid(List.of(new InvalidField("header", message))));
    }

    private boolean has(String field) {
        return columns.containsKey(normalized(field));
    }

    /** How many fields a record has when it has all of them. */
    int width() {
        return width;
    }

    /** A record's field of this name; null when it is empty or not there. */
    @Nullable
    String field(List<String> record, String name) {
        var column = columns.get(normalized(name));
        if (column == null || column >= record.size()) {
            return null;
        }
        var value = record.get(column);
        return value.isEmpty() ? null : value;
    }

    private static String normalized(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
