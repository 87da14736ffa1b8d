package io.allocator.command.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text (RFC 4180). A quote that is never closed would, by the book, take the rest of the text with
 * it; here it spoils its own line only, and reading goes on with the next.
 */
final class CsvRecords {

    /** Lines that one quoted record may go over before the quote is taken for a stray one. */
    private static final int MAX_LINES = 16;

    private static final CsvReaderBuilder CSV = CsvReader.builder().allowUnclosedQuote(false)
            .maxBufferSize(2 * MAX_LINES * CsvLines.MAX_LENGTH);

    private final CsvLines lines;

    CsvRecords(CsvLines lines) {
        this.lines = lines;
    }

    /**
     * The fields of the next record that is not blank; none when its line cannot be understood.
     *
     * @return null after the last
     */
    @Nullable
    List<String> next() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                return record(line);
            }
        }
        return null;
    }

    private List<String> record(String first) throws IOException {
        if (hasOpenQuote(first)) {
            var following = linesToClosingQuote();
            var whole = fields(first + "\n" + String.join("\n", following));
            if (!whole.isEmpty()) {
                return whole;
            }
            lines.pushBack(following);
        }
        return fields(first);
    }

    private List<String> linesToClosingQuote() throws IOException {
        var following = new ArrayList<String>();
        while (following.size() < MAX_LINES) {
            var line = lines.next();
            if (line == null) {
                break;
            }
            following.add(line);
            if (hasOpenQuote(line)) {
                // open before, so closed now
                break;
            }
        }
        return following;
    }

    private static boolean hasOpenQuote(String line) {
        return line.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    /** The fields of a text that is one record and no more. */
    private static List<String> fields(String text) {
        if (text.length() >= CsvLines.MAX_LENGTH) {
            return List.of();
        }
        try (var records = CSV.ofCsvRecord(text).iterator()) {
            var fields = records.next().getFields();
            return records.hasNext() ? List.of() : fields;
        } catch (CsvParseException | IOException _) {
            return List.of();
        }
    }
}
