package io.allocator.benchmarks.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Batches and the order lines for them: a real shop's half year, or, where that is not at hand, made up in its shape.
 *
 * @param isReal whether it is the real one
 * @param batches {@code ref,sku,qty,eta}
 * @param lines {@code orderid,sku,qty,lineid}
 * @param outcomes for each line its batch, or {@code OUT_OF_STOCK}
 */
record OrderBook(boolean isReal, List<String[]> batches, List<String[]> lines, List<String> outcomes) {

    private static final int LINES = 204_595;
    private static final int SKUS = 3_400;
    private static final int LINES_OF_AN_ORDER = 20;
    private static final int MOST_UNITS = 24;
    private static final String PLENTY = "1000000000";

    /** The real one if it is there. */
    static OrderBook find(Path directory) throws IOException {
        return Files.isDirectory(directory)
                ? new OrderBook(true, read(directory.resolve("batches.csv.gz"), "ref", "sku", "qty", "eta"),
                        read(directory.resolve("order-lines.csv.gz"), "orderid", "sku", "qty", "lineid"),
                        read(directory.resolve("expected-allocations.csv.gz"), "outcome").stream().map(row -> row[0])
                                .toList())
                : generated(LINES, SKUS);
    }

    /** Made up: every line gets the one batch of its SKU. */
    static OrderBook generated(int lines, int skus) {
        var random = new SplittableRandom(1);
        var chosen = random.ints(lines, 0, skus).mapToObj(n -> "SKU-" + n).toList();
        return new OrderBook(false,
                IntStream.range(0, skus).mapToObj(n -> new String[]{"SKU-" + n + "-wh", "SKU-" + n, PLENTY, ""})
                        .toList(),
                IntStream.range(0, lines).mapToObj(n -> new String[]{"order-" + n / LINES_OF_AN_ORDER, chosen.get(n),
                        Integer.toString(1 + n % MOST_UNITS), Integer.toString(n)}).toList(),
                chosen.stream().map(sku -> sku + "-wh").toList());
    }

    private static List<String[]> read(Path file, String... columns) throws IOException {
        var rows = new ArrayList<String[]>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : csv) {
                var fields = new String[columns.length];
                for (var n = 0; n < columns.length; n++) {
                    fields[n] = row.getField(columns[n]);
                }
                rows.add(fields);
            }
        }
        return rows;
    }

    /** The batches as a file, with other names. */
    byte[] batchesCsv(String names) {
        var csv = new StringBuilder("ref,sku,qty,eta\n");
        batches.forEach(row -> row(csv, names + row[0], names + row[1], row[2], row[3]));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The lines as a file, for SKUs with other names. */
    byte[] linesCsv(String names) {
        var csv = new StringBuilder("orderid,sku,qty,lineid\n");
        lines.forEach(row -> row(csv, row[0], names + row[1], row[2], row[3]));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder csv, String... fields) {
        for (var n = 0; n < fields.length; n++) {
            csv.append(n == 0 ? "\"" : ",\"").append(fields[n].replace("\"", "\"\"")).append('"');
        }
        csv.append('\n');
    }
}
