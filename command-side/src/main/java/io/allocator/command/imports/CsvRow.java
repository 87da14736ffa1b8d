package io.allocator.command.imports;

import io.allocator.http.Dates;
import io.allocator.http.InvalidField;
import io.allocator.http.Quantity;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One data row: its fields by name, as text, numbers and dates. What cannot be read is noted, and null. */
final class CsvRow {

    /** Up to the digits of {@link Quantity#MAX}, so that the number fits. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,10}");

    private final CsvHeader header;
    private final List<String> record;
    private final List<InvalidField> errors = new ArrayList<>();

    CsvRow(CsvHeader header, List<String> record) {
        this.header = header;
        this.record = record;
        if (record.size() > header.width()) {
            errors.add(new InvalidField("row", "has more fields than the header"));
        }
    }

    /** What was found wrong so far. */
    List<InvalidField> errors() {
        return errors;
    }

    @Nullable
    String text(String name) {
        var value = header.field(record, name);
        if (value != null && Spool.isUnreadable(value)) {
            errors.add(new InvalidField(name, "must be UTF-8"));
            return null;
        }
        return value;
    }

    /** A number of units; null also when it is not one, which {@link Quantity} then reports. */
    @Nullable
    Integer quantity(String name) {
        var value = header.field(record, name);
        if (value == null || !WHOLE_NUMBER.matcher(value).matches()) {
            return null;
        }
        return (int) Math.min(Long.parseLong(value), Quantity.MAX + 1L);
    }

    @Nullable
    LocalDate date(String name) {
        var value = header.field(record, name);
        try {
            return value == null ? null : Dates.parse(value);
        } catch (DateTimeParseException _) {
            errors.add(new InvalidField(name, Dates.MUST_BE));
            return null;
        }
    }

    <E extends Enum<E>> @Nullable E oneOf(String name, E[] values) {
        var value = header.field(record, name);
        if (value == null) {
            return null;
        }
        var found = Arrays.stream(values).filter(v -> v.name().equals(value)).findFirst();
        if (found.isEmpty()) {
            errors.add(new InvalidField(name, "must be one of " + Arrays.toString(values)));
        }
        return found.orElse(null);
    }
}
