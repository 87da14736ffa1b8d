package io.allocator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.query.ActivityView;
import io.allocator.api.query.AttentionView;
import io.allocator.api.query.GetActivityQuery;
import io.allocator.api.query.GetAttentionQuery;
import io.allocator.query.gathering.Keys;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RecordedReads;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every list and page is read by an index, however many rows there are. The statements are those that the program
 * sends; PostgreSQL says how it executes them, with their parameters, over tables that it has statistics of.
 */
class QueryPlanIT {

    /** A page, and what little is read in vain; the tables have 50,000 rows and more. */
    private static final int ROWS_READ = 10_000;
    /** More often than the driver sends a statement before it has it prepared, and the server one before it keeps a plan. */
    private static final int TIMES = 12;

    private static final Database DATABASE = Database.withEventStore();
    private static final RecordedReads READS = new RecordedReads();
    private static QuerySideProgram program;
    private static Map<String, Long> readBefore;

    @BeforeAll
    static void fill() {
        // each read is one: none is answered by what is kept
        program = new QuerySideProgram(DATABASE, READS::connections, "allocator.kept-answers.memory=0");
        for (var sql : List.of(
                """
                        INSERT INTO read_model.product (sku, batches, purchased, allocated, backordered, shipped)
                        SELECT format('%s-%s chair É%s', chr(65 + i % 26), i, i % 7), i % 5, 1000 + i % 97, i % 89,
                            CASE WHEN i % 50 = 0 THEN i % 83 ELSE 0 END, CASE WHEN i % 10 = 0 THEN 1000 + i % 97 - i % 89 ELSE i % 79 END
                        FROM generate_series(1, 50000) i""",
                "INSERT INTO read_model.product_name SELECT sku FROM read_model.product",
                """
                        INSERT INTO read_model.batch (reference, sku, added, eta, purchased, allocated, shipped)
                        SELECT 'batch ' || i, 'SKU ' || i % 10000, i, CASE WHEN i % 3 = 0 THEN DATE '2026-01-01' + i % 700 END,
                            100, 1, 1
                        FROM generate_series(1, 60000) i""",
                "INSERT INTO read_model.batch_eta SELECT reference, eta FROM read_model.batch",
                """
                        INSERT INTO read_model.allocation
                            (id, order_id, sku, line_id, quantity, accepted, accepted_at, expected, status, batch_reference)
                        SELECT gen_random_uuid(), 'order ' || i / 4, 'SKU ' || i % 20, '1', 1, i, now(), i % 3 = 0,
                            CASE WHEN i % 100 = 0 THEN 'BACKORDERED' WHEN i % 50 = 1 THEN 'ALLOCATED' ELSE 'SHIPPED' END,
                            CASE WHEN i % 100 <> 0 THEN 'batch ' || 1 + i % 60000 END
                        FROM generate_series(1, 200000) i""",
                // a hot SKU, and many others
                """
                        INSERT INTO read_model.history (sku, n, global_index, at, type, order_id, line_id, quantity,
                            batch_reference, from_batch)
                        SELECT CASE WHEN i <= 150000 THEN 'HOT' ELSE 'SKU ' || i % 1000 END,
                            CASE WHEN i <= 150000 THEN i - 1 ELSE (i - 150001) / 1000 END, i,
                            TIMESTAMPTZ '2026-01-01' + i * INTERVAL '1 minute',
                            CASE WHEN i % 1000 = 0 THEN 'ShortageStarted' WHEN i % 3 = 0 THEN 'LineMoved' ELSE 'LineAllocated' END,
                            'order ' || i / 4, '1', 1, 'batch ' || i % 500,
                            CASE WHEN i % 3 = 0 THEN 'batch ' || (i + 1) % 500 END
                        FROM generate_series(1, 250000) i""",
                """
                        INSERT INTO read_model.activity (minute, allocated)
                        SELECT TIMESTAMPTZ '2026-01-01' + i * INTERVAL '1 minute', 1 FROM generate_series(1, 50000) i""")) {
            DATABASE.sql().sql(sql).update();
        }
        DATABASE.sql().sql("ANALYZE").update();
        readBefore = tablesRead();
    }

    /** The plans are the server's word of what it would do; these figures count what it has done, test after test. */
    @AfterAll
    static void noTableWasReadFromEndToEnd() {
        // its sessions report their figures when they end
        program.close();
        assertThat(tablesRead()).isEqualTo(readBefore);
    }

    private static Map<String, Long> tablesRead() {
        return DATABASE.sql()
                .sql("""
                        SELECT relname, coalesce(seq_scan, 0) FROM pg_stat_user_tables
                        WHERE schemaname = 'read_model'
                            AND relname NOT IN ('totals', 'view', 'token_entry', 'query_side', 'changed_keys',
                                'flyway_schema_history')""")
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    static Stream<String> productLists() {
        return Stream.of("sku", "qty", "allocated", "backordered", "shipped", "available", "batches")
                .flatMap(sort -> Stream.of(sort, "-" + sort))
                // a part of one SKU, of some, of all, and of all again but too short for an index
                .flatMap(sort -> Stream.of("", "&q=12345", "&q=chair%20%C3%A96", "&q=CHAIR", "&q=ch")
                        .flatMap(q -> Stream.of("", "&limit=1000").map(limit -> "/products?sort=" + sort + q + limit)));
    }

    @ParameterizedTest
    @MethodSource("productLists")
    void products(String path) {
        readsByIndex(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/allocations", "/allocations?open=true", "/allocations?sku=SKU%207",
            "/allocations?sku=SKU%200&open=true", "/allocations?limit=1000", "/allocations?limit=1000&open=true",
            "/allocations?sku=SKU%200&open=true&limit=1000", "/allocations?sku=none", "/allocations?sku=none&open=true",
            "/backorders", "/backorders?limit=1000", "/backorders?sku=SKU%200", "/backorders?sku=none"})
    void lines(String path) {
        readsByIndex(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/allocations/order%20700", "/batches/batch%20700", "/products/Z-25%20chair%20%C3%894",
            "/products/Z-25%20chair%20%C3%894/availability", "/overview"})
    void single(String path) {
        readsByIndex(path);
    }

    /** Asked for by many at the same time, one statement has many keys. */
    @ParameterizedTest
    @ValueSource(strings = {"/allocations/order%20", "/batches/batch%20", "/products/Z-25%20chair%20%C3%89"})
    void gathered(String path) {
        var keys = new ConcurrentLinkedQueue<Long>();
        var plans = new ConcurrentLinkedQueue<Plan>();
        READS.tell(read -> {
            keys.add(Arrays.stream((String[]) read.parameters().getFirst()).distinct().count());
            plans.add(new Plan(read.sql(), read.explain()));
        });
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100).forEach(i -> clients.execute(() -> program.getRaw(path + i)));
        }
        READS.forget();
        assertThat(keys).anySatisfy(count -> assertThat(count).isGreaterThan(10));
        assertThat(plans).allSatisfy(Plan::assertReadsByIndex);
    }

    /** Else the server makes a plan for each statement, which takes it longer than to read by it. */
    @Test
    void fewKeysAreReadByThePlanThatIsKept() throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var read = connection.prepareStatement("SELECT sku FROM read_model.batch WHERE reference = ANY (?)");
                var plans = connection.prepareStatement("""
                        SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%reference = ANY%'""")) {
            for (var i = 0; i < 2 * TIMES; i++) {
                read.setArray(1, connection.createArrayOf("text", Keys.array(Set.of("batch " + i))));
                read.executeQuery().close();
            }
            try (var row = plans.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isGreaterThan(TIMES / 2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/HOT/history", "/products/SKU%20700/history", "/products/HOT/history?limit=1000",
            "/products/HOT/history?orderid=order%20700", "/products/SKU%20700/history?orderid=order%20700",
            "/products/HOT/history?ref=batch%207", "/products/SKU%20700/history?ref=batch%207",
            "/products/HOT/history?type=ShortageStarted", "/products/HOT/history?type=LineAllocated",
            "/products/HOT/history?type=BatchAdded",
            "/products/HOT/history?from=2026-02-01T00:00:00Z", "/products/HOT/history?until=2026-02-01T00:00:00Z",
            "/products/HOT/history?from=2026-02-01T00:00:00Z&until=2026-02-02T00:00:00Z",
            "/products/HOT/history?from=2030-01-01T00:00:00Z", "/products/HOT/history?until=2020-01-01T00:00:00Z",
            "/products/HOT/history?from=2026-02-01T00:00:00Z&until=2026-03-01T00:00:00Z&type=LineMoved",
            "/products/HOT/history?ref=batch%207&type=LineMoved&from=2026-02-01T00:00:00Z",
            "/orders/order%20700/lines/HOT"})
    void history(String path) {
        readsByIndex(path);
    }

    @Test
    void activity() {
        var queries = program.bean(QueryGateway.class);
        assertReadsByIndex("activity", () -> {
            var activity = queries.query(new GetActivityQuery(Instant.parse("2026-02-04T16:00:00Z"), 20),
                    ResponseTypes.instanceOf(ActivityView.class)).join();
            assertThat(activity.minutes()).hasSizeBetween(1, 1_000);
            assertThat(activity.latest()).hasSize(20);
        });
    }

    @Test
    void attention() {
        var queries = program.bean(QueryGateway.class);
        assertReadsByIndex("attention", () -> {
            var attention = queries.query(new GetAttentionQuery(LocalDate.of(2026, 7, 1), 10),
                    ResponseTypes.instanceOf(AttentionView.class)).join();
            assertThat(attention.outOfStock()).hasSize(10);
            assertThat(attention.late()).hasSize(10);
            assertThat(attention.waiting()).hasSize(10);
        });
    }

    /** The first page, and the one behind it. */
    private static void readsByIndex(String path) {
        var next = new String[1];
        assertReadsByIndex(path, () -> {
            var answer = program.getRaw(path);
            assertThat(answer.statusCode()).isIn(200, 404);
            var json = JsonMapper.shared().readTree(answer.body());
            next[0] = json.path("next").asString(null);
        });
        if (next[0] != null) {
            var behind = path + (path.contains("?") ? "&" : "?") + "cursor="
                    + URLEncoder.encode(next[0], StandardCharsets.UTF_8);
            assertReadsByIndex(behind, () -> assertThat(program.getRaw(behind).statusCode()).isEqualTo(200));
        }
    }

    private static void assertReadsByIndex(String what, Runnable request) {
        var plans = new ArrayList<Plan>();
        READS.tell(read -> plans.add(new Plan(read.toString(), read.explain())));
        request.run();
        READS.forget();
        assertThat(plans).as(what).isNotEmpty().allSatisfy(Plan::assertReadsByIndex);
        for (var i = 1; i < TIMES; i++) {
            request.run();
        }
    }

    /** How a statement was executed. */
    private record Plan(String statement, String json) {

        void assertReadsByIndex() {
            var scans = new ArrayList<JsonNode>();
            collectScans(JsonMapper.shared().readTree(json).get(0).get("Plan"), scans);
            assertThat(scans).isNotEmpty().as("%s%n%s", statement, json).allSatisfy(scan -> {
                if (!scan.path("Relation Name").asString("").equals("totals")) {
                    assertThat(scan.get("Node Type").asString()).isNotEqualTo("Seq Scan");
                    assertThat(rowsRead(scan)).isLessThanOrEqualTo(ROWS_READ);
                }
            });
        }

        private static void collectScans(JsonNode node, List<JsonNode> scans) {
            if (node.get("Node Type").asString().endsWith("Scan")) {
                scans.add(node);
            }
            node.path("Plans").forEach(child -> collectScans(child, scans));
        }

        private static double rowsRead(JsonNode scan) {
            return (scan.get("Actual Rows").asDouble() + scan.path("Rows Removed by Filter").asDouble(0)
                    + scan.path("Rows Removed by Index Recheck").asDouble(0)) * scan.get("Actual Loops").asDouble();
        }
    }
}
