package io.allocator.system.harness;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real order lines of a shop, made-up stock for them, and the outcome that each line must have. */
public final class OnlineRetail {

    private final Path directory;

    private OnlineRetail(Path directory) {
        this.directory = directory;
    }

    /** The data, where it is there. */
    public static Optional<OnlineRetail> find() {
        return Optional.of(ProjectFiles.onlineRetail()).filter(Files::isDirectory).map(OnlineRetail::new);
    }

    /**
     * A batch to add.
     *
     * @param eta empty when it is in the warehouse
     */
    public record Stock(String ref, String sku, int qty, String eta) {

        /** The date as it stands in JSON. */
        public @Nullable String date() {
            return eta.isEmpty() ? null : eta;
        }
    }

    /**
     * A line to allocate.
     *
     * @param batchref the batch that it must get; {@code null} if it must be refused
     */
    public record Line(String orderid, String sku, String lineid, int qty, @Nullable String batchref) {}

    /** The batches as a file to import, unpacked. */
    public InputStream batchesCsv() {
        return open("batches.csv.gz");
    }

    /** The order lines as a file to import, unpacked. */
    public InputStream linesCsv() {
        return open("order-lines.csv.gz");
    }

    /** The batches, in the order to add them. */
    public List<Stock> batches() {
        return read("batches.csv.gz", r -> new Stock(r.getField("ref"), r.getField("sku"),
                Integer.parseInt(r.getField("qty")), r.getField("eta")));
    }

    /** The order lines, in order, each with what must become of it. */
    public List<Line> lines() {
        var outcomes = read("expected-allocations.csv.gz", r -> r.getField("outcome")).iterator();
        return read("order-lines.csv.gz", r -> {
            var outcome = outcomes.next().intern();
            return new Line(r.getField("orderid"), r.getField("sku"), r.getField("lineid"),
                    Integer.parseInt(r.getField("qty")), outcome.equals("OUT_OF_STOCK") ? null : outcome);
        });
    }

    /**
     * Something that happens to the stock; fields that it has no use for are empty or 0.
     *
     * @param expect a batch reference, or OK, BACKORDERED, OUT_OF_STOCK, CONFLICT, NOT_FOUND
     */
    public record Operation(String op, String ref, String sku, String orderid, String lineid, int qty,
            @Nullable String eta, boolean mayWait, String expect) {}

    /** The whole life of the stock, in order. Those about a batch name its SKU too. */
    public List<Operation> operations() {
        var skus = new HashMap<String, String>();
        try (var lines = new BufferedReader(
                new InputStreamReader(open("operations.jsonl.gz"), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> operation(JsonMapper.shared().readTree(line), skus)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Operation operation(JsonNode json, Map<String, String> skus) {
        var ref = json.path("ref").asString("").intern();
        var sku = json.has("sku") ? json.get("sku").asString().intern() : skus.getOrDefault(ref, "");
        skus.putIfAbsent(ref, sku);
        var eta = json.path("eta");
        return new Operation(json.get("op").asString().intern(), ref, sku, json.path("orderid").asString("").intern(),
                json.path("lineid").asString("").intern(), json.path("qty").asInt(0),
                eta.isString() ? eta.asString() : null, json.path("on_shortage").asString("").equals("BACKORDER"),
                json.get("expect").asString().intern());
    }

    /**
     * How a line stands at the end of all operations.
     *
     * @param batchref empty when it waits
     */
    public record FinalLine(String orderid, String sku, String lineid, String status, String batchref) {}

    /** Every line there is at the end of all operations. */
    public List<FinalLine> finalLines() {
        return read("expected-lines.csv.gz",
                r -> new FinalLine(r.getField("orderid").intern(), r.getField("sku").intern(),
                        r.getField("lineid").intern(), r.getField("status").intern(), r.getField("batchref").intern()));
    }

    private <T> List<T> read(String file, Function<NamedCsvRecord, T> row) {
        var rows = new ArrayList<T>();
        try (var csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            csv.forEach(r -> rows.add(row.apply(r)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private InputStream open(String file) {
        try {
            return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(directory.resolve(file)), 1 << 16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
