package io.allocator.benchmarks.reading;

import io.allocator.benchmarks.loading.Node;
import io.allocator.query.QuerySideApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast all views are made from a real shop's half year, and how fast the read side answers then. The yardstick, in
 * the same run, is an answer of the same server from memory. Server, PostgreSQL and load share the machine.
 */
public final class Reading {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final String YARDSTICK = "from memory (liveness)";

    private final JdbcClient sql;
    private final String url;

    private Reading(EmbeddedPostgres postgres) {
        sql = JdbcClient.create(postgres.getPostgresDatabase());
        url = postgres.getJdbcUrl("postgres", "postgres");
    }

    /**
     * What is told.
     *
     * @param events in the log
     * @param rebuildSeconds from the start of the program until all views have taken in all of them
     * @param answers of each endpoint
     */
    private record Figures(long events, double rebuildSeconds, Map<String, Load.Figures> answers) {}

    /** Measures; the table is returned, and the figures are written as JSON. */
    public static String measure(Path json) throws Exception {
        try (var postgres = EmbeddedPostgres.start()) {
            var figures = new Reading(postgres).figures();
            Files.writeString(json, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
            return table(figures);
        }
    }

    private Figures figures() throws Exception {
        try (var node = new Node(url)) {
            RealOperations.run(node);
        }
        var start = System.nanoTime();
        try (var program = start()) {
            var events = sql.sql("SELECT max(global_index) FROM event_store.domain_event").query(Long.class).single();
            while (!isCaughtUp(events)) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            var rebuild = (System.nanoTime() - start) / 1e9;
            sql.sql("ANALYZE").update();
            var load = new Load(
                    URI.create("http://localhost:" + program.getEnvironment().getProperty("local.server.port")));
            var answers = new LinkedHashMap<String, Load.Figures>();
            for (var endpoint : endpoints().entrySet()) {
                var _ = load.run(endpoint.getValue(), WARM_UP);
                answers.put(endpoint.getKey(), load.run(endpoint.getValue(), MEASURED));
            }
            return new Figures(sql.sql("SELECT count(*) FROM event_store.domain_event").query(Long.class).single(),
                    rebuild, answers);
        }
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(QuerySideApplication.class, "--spring.config.name=query-side-alone",
                "--server.port=0", "--spring.main.banner-mode=off", "--spring.main.log-startup-info=false",
                "--logging.level.root=warn", "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres");
    }

    private boolean isCaughtUp(long lastIndex) {
        return sql.sql("""
                SELECT count(*) > 0 AND bool_and(coalesce((token::jsonb ->> 'index')::bigint, 0) >= ?)
                FROM read_model.token_entry""").param(lastIndex).query(Boolean.class).single();
    }

    private Map<String, IntFunction<String>> endpoints() {
        var skus = names("SELECT sku FROM read_model.product");
        var batches = names("SELECT reference FROM read_model.batch");
        var orders = names("SELECT DISTINCT order_id FROM read_model.allocation");
        var endpoints = new LinkedHashMap<String, IntFunction<String>>();
        endpoints.put(YARDSTICK, _ -> "/actuator/health/liveness");
        endpoints.put("GET /batches/{ref}", n -> "/batches/" + one(batches, n));
        endpoints.put("GET /products/{sku}", n -> "/products/" + one(skus, n));
        endpoints.put("GET /allocations/{orderid}", n -> "/allocations/" + one(orders, n));
        endpoints.put("GET /overview", _ -> "/overview");
        endpoints.put("GET /products?sort=-available&limit=50", _ -> "/products?sort=-available&limit=50");
        endpoints.put("GET /products?q=..&limit=50", n -> "/products?limit=50&q=" + (20 + n % 80));
        endpoints.put("GET /products/{sku}/history?limit=50", n -> "/products/" + one(skus, n) + "/history?limit=50");
        endpoints.put("GET /products/{sku}/availability", n -> "/products/" + one(skus, n) + "/availability");
        endpoints.put("GET /backorders?limit=50", _ -> "/backorders?limit=50");
        endpoints.put("GET /allocations?sku=..&limit=50", n -> "/allocations?limit=50&sku=" + one(skus, n));
        endpoints.put("GET /ui", _ -> "/ui");
        endpoints.put("GET /ui/products", _ -> "/ui/products");
        return endpoints;
    }

    private List<String> names(String query) {
        return sql.sql(query).query(String.class).list().stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")).toList();
    }

    private static String one(List<String> names, int n) {
        return names.get(n % names.size());
    }

    private static String table(Figures figures) {
        var table = new StringBuilder(String.format(Locale.ROOT,
                "All views of %,d events: %.1f s from the start of the program, %,.0f events/s%n%n", figures.events,
                figures.rebuildSeconds, figures.events / figures.rebuildSeconds));
        table.append(
                "| at " + Load.CONNECTIONS + " connections | answers/s | p50, ms | p99, ms |\n|---|---:|---:|---:|\n");
        figures.answers.forEach((name, f) -> table.append(
                String.format(Locale.ROOT, "| %s | %,.0f | %.1f | %.1f |%n", name, f.perSecond(), f.p50(), f.p99())));
        return table.toString();
    }
}
