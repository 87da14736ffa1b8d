package io.allocator.system;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.DecidedOperations;
import io.allocator.system.harness.OnlineRetail;
import io.allocator.system.harness.OnlineRetail.FinalLine;
import io.allocator.system.harness.OnlineRetail.Operation;
import io.allocator.system.harness.ProjectFiles;
import io.allocator.system.harness.SeparateSides;
import io.allocator.system.harness.ServerPlans;
import io.allocator.system.harness.ServerPlans.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The views of half a year in the life of a real shop's stock, all of it: as expected, and every first screen is read
 * by indexes, as PostgreSQL itself tells of the statements that the query side sends. The operations are decided by the
 * rules in this process and the events are copied to the log, since over HTTP they would take minutes.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 5 * 60)
@ResourceLock("all processors")
class RealViewsIT {

    private static final Duration MAY_CATCH_UP_FOR = Duration.ofMinutes(4);
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);
    /** More often than the driver sends a statement before it has it prepared, and the server one before it keeps a plan. */
    private static final int TIMES = 12;
    /** What grows, grows beyond this; the others have a row for each view, or one. */
    private static final int FEW_ROWS = 100;
    /** A page, and what little is read in vain; the largest table has 300,000. */
    private static final int ROWS_READ = 5_000;
    private static final int STATEMENTS = 12;

    private SeparateSides sides;
    private Connection connection;
    private ServerPlans plans;
    private Set<String> growing;
    private List<Operation> operations;
    private List<FinalLine> lines;

    @BeforeAll
    @Timeout(value = 8 * 60)
    void fill() throws Exception {
        var found = OnlineRetail.find();
        if (found.isEmpty()) {
            System.out.println("RealViewsIT is SKIPPED: no real operations at " + ProjectFiles.onlineRetail());
        }
        Assumptions.assumeTrue(found.isPresent(), "no real operations");
        operations = found.get().operations();
        lines = found.get().finalLines();
        var logs = Files.createTempDirectory(ProjectFiles.output("plans"), "log-");
        // each read is one: none is answered by what is kept
        sides = SeparateSides.start(1, ServerPlans.settings(logs), Map.of("ALLOCATOR_KEPT_ANSWERS_MEMORY", "0"));
        var start = System.nanoTime();
        var events = DecidedOperations.events(operations, Period.ZERO);
        report("operations decided", operations.size(), start);
        start = System.nanoTime();
        var step = HALF_A_YEAR.dividedBy(events.size());
        var first = Instant.now().minus(HALF_A_YEAR);
        sides.fill(events, i -> first.plus(step.multipliedBy(i)));
        report("events written", events.size(), start);
        start = System.nanoTime();
        sides.awaitViews(MAY_CATCH_UP_FOR, events.size());
        report("events in all views", events.size(), start);
        connection = sides.connection();
        growing = growing();
        plans = ServerPlans.start(logs, connection);
    }

    private Set<String> growing() throws SQLException {
        var tables = new HashSet<String>();
        try (var statement = connection.createStatement()) {
            // what the server does by itself within a minute or two of such a change
            statement.execute("ANALYZE");
            var rows = statement.executeQuery("""
                    SELECT relname FROM pg_class
                    WHERE relnamespace = 'read_model'::regnamespace AND relkind = 'r' AND reltuples > %d"""
                    .formatted(FEW_ROWS));
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    @AfterAll
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        if (sides != null) {
            sides.close();
        }
    }

    @Test
    void everyLineIsAsExpected() {
        var expected = lines.stream().map(l -> String.join(",", l.orderid(), l.sku(), l.lineid(), l.status(),
                l.batchref())).sorted().toList();
        var csv = AllocatorClient.send(sides.client().query("/allocations").header("Accept", "text/csv")).expect(200);
        try (var rows = CsvReader.builder().ofNamedCsvRecord(csv.body())) {
            assertThat(rows.stream().map(r -> String.join(",", r.getField("orderid"), r.getField("sku"),
                    r.getField("lineid"), r.getField("status"), r.getField("batchref"))).sorted())
                    .containsExactlyElementsOf(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereAreTablesThatGrow() {
        assertThat(growing).contains("allocation", "batch", "batch_eta", "product", "history", "activity");
    }

    Stream<String> lists() {
        var sku = most(Operation::sku);
        var order = most(Operation::orderid);
        var batch = most(Operation::ref);
        var product = AllocatorClient.path("products", sku);
        var sorts = Stream.of("sku", "qty", "allocated", "backordered", "shipped", "available", "batches")
                .flatMap(sort -> Stream.of("/products?sort=" + sort, "/products?sort=-" + sort));
        return Stream.of(sorts,
                Stream.of("22423", "2", "85", "85123A", "ZZ", "no such").map(q -> "/products?q=" + encoded(q)),
                Stream.of("/allocations", "/allocations?open=true", "/allocations?sku=" + encoded(sku),
                        "/allocations?open=true&sku=" + encoded(sku), "/backorders", "/backorders?sku=" + encoded(sku),
                        "/overview", AllocatorClient.path("allocations", order), AllocatorClient.path("batches", batch),
                        product, product + "/availability", product + "/history",
                        product + "/history?type=ShortageStarted", product + "/history?type=BatchEtaChanged",
                        product + "/history?orderid=" + encoded(order), product + "/history?ref=" + encoded(batch),
                        product + "/history?until=" + Instant.now().minus(HALF_A_YEAR.dividedBy(2)),
                        AllocatorClient.path("orders", order, "lines", sku)))
                .flatMap(paths -> paths);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListsFirstScreenIsReadByIndexes(String path) throws SQLException {
        expectReadByIndexes(path);
    }

    Stream<String> pages() {
        var waiting = lines.stream().filter(l -> l.status().equals("BACKORDERED")).findFirst().orElseThrow();
        return Stream.of("/ui", "/ui/products", "/ui/products?q=22423", "/ui/products?q=85",
                "/ui/products?sort=-backordered", AllocatorClient.path("ui", "products", most(Operation::sku)),
                AllocatorClient.path("ui", "products", waiting.sku()),
                AllocatorClient.path("ui", "orders", most(Operation::orderid)),
                AllocatorClient.path("ui", "orders", waiting.orderid()), "/ui/backorders",
                "/ui/backorders?sku=" + encoded(waiting.sku()), "/ui/find?q=" + encoded(most(Operation::ref)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPagesFirstScreenIsReadByIndexes(String path) throws SQLException {
        expectReadByIndexes(path);
    }

    private void expectReadByIndexes(String path) throws SQLException {
        var statements = plans.during(() -> {
            for (var i = 0; i < TIMES; i++) {
                assertThat(sides.client().get(path).status()).isLessThan(500);
            }
        });
        assertThat(statements).hasSizeBetween(TIMES, TIMES * STATEMENTS);
        assertThat(statements).allSatisfy(statement -> assertThat(statement.scans()).as(statement::sql)
                .allSatisfy(this::expectIndex));
    }

    private void expectIndex(Scan scan) {
        if (growing.contains(scan.table())) {
            assertThat(scan.kind()).isNotEqualTo("Seq Scan");
        }
        assertThat(scan.rows()).isLessThanOrEqualTo(ROWS_READ);
    }

    /** What most operations are about. */
    private String most(Function<Operation, String> of) {
        return operations.stream().map(of).filter(name -> !name.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow().getKey();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void report(String what, int count, long since) {
        var seconds = (System.nanoTime() - since) / 1e9;
        System.out.printf("RealViewsIT: %s: %,d in %.1f s, %,.0f/s%n", what, count, seconds, count / seconds);
    }
}
