package io.allocator.benchmarks.loading;

import static io.allocator.api.command.OnShortage.REJECT;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.command.ShipLineOutcome;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.report.Median;
import io.allocator.benchmarks.systems.DurablePostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Time for the first command on a product that is not in memory, through Axon and on a real PostgreSQL, its commit
 * included. The yardstick, in the same run, is to replay all of the product's events instead of reading its snapshot.
 */
public final class Loading {

    private static final int OPEN_LINES = 20;
    private static final int NODES = 7;
    private static final int OTHER_PRODUCTS = 50;

    /** A replay of more events is measured once, not on each node. */
    private static final int LONG_PAST = 100_000;

    private static final String NO_SNAPSHOTS = "--allocator.product.snapshot-every=" + Integer.MAX_VALUE;
    private static final String SNAPSHOTS_AT_ONCE = "--allocator.product.snapshot-every=1";

    /** To replay millions of events may take longer than a transaction of the program may, and than anybody waits. */
    private static final String NO_TIME_LIMIT = "--spring.datasource.hikari.connection-init-sql=SELECT 1";
    private static final String PATIENCE = "--allocator.commands.patience=5m";
    private static final Duration SNAPSHOT_TAKES_AT_MOST = Duration.ofMinutes(5);

    private static final String DATABASE = "loading";

    private final String url;
    private final JdbcClient sql;
    private final PastLines past;
    private int orders;

    /** What is measured about a product, in milliseconds. */
    private record Past(int pastLines, List<Double> replayed, List<Double> fromSnapshot, List<Double> inMemory) {

        Past(int pastLines) {
            this(pastLines, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        String sku() {
            return "SKU-WITH-" + pastLines;
        }
    }

    /**
     * What is told about a product.
     *
     * @param pastLines lines that it has shipped
     * @param events stored events
     * @param snapshotBytes size of its last snapshot
     * @param firstCommandMs from the snapshot, the median
     * @param firstCommandReplayingMs from all events, the median
     * @param nextCommandMs with the product in memory, the median
     */
    private record Figures(int pastLines, long events, int snapshotBytes, double firstCommandMs,
            double firstCommandReplayingMs, double nextCommandMs) {}

    private Loading(DurablePostgres postgres) {
        url = postgres.create(DATABASE);
        sql = postgres.sql(DATABASE);
        past = new PastLines(sql);
    }

    /** Measures. */
    public static Measured measure(DurablePostgres postgres) {
        var figures = new Loading(postgres).figures(
                List.of(new Past(0), new Past(10_000), new Past(1_000_000)));
        var table = new StringBuilder(
                """
                        | lines shipped | events | snapshot, bytes | first command, ms | replaying all, ms | next command, ms |
                        |---:|---:|---:|---:|---:|---:|
                        """);
        figures.forEach(f -> table.append(String.format(Locale.ROOT, "| %,d | %,d | %,d | %.1f | %,.1f | %.1f |%n",
                f.pastLines, f.events, f.snapshotBytes, f.firstCommandMs, f.firstCommandReplayingMs,
                f.nextCommandMs)));
        return new Measured(figures, table.toString());
    }

    private List<Figures> figures(List<Past> products) {
        past.prepare(url);
        try (var node = new Node(url)) {
            products.forEach(product -> past.addBatch(node, product.sku(), product.pastLines));
            IntStream.range(0, OTHER_PRODUCTS).forEach(n -> past.addBatch(node, other(n), 0));
        }
        products.forEach(product -> past.copy(product.sku(), product.pastLines));
        for (var n = 0; n < NODES; n++) {
            replay(products, n == NODES - 1);
        }
        makeSnapshots(products);
        IntStream.range(0, NODES).forEach(_ -> loadFromSnapshot(products));
        ensureReal(products);
        return products.stream().map(this::figures).toList();
    }

    /** The yardstick. On the last node it also makes the products equal but for their past. */
    private void replay(List<Past> products, boolean isLast) {
        try (var node = warmed(NO_SNAPSHOTS, NO_TIME_LIMIT, PATIENCE)) {
            for (var product : products) {
                if (product.pastLines < LONG_PAST || isLast) {
                    product.replayed.add(allocate(node, product.sku()));
                }
                while (isLast && openLines(product) < OPEN_LINES - 1) {
                    allocate(node, product.sku());
                }
            }
        }
    }

    /** One more line each, and the program takes a snapshot. */
    private void makeSnapshots(List<Past> products) {
        try (var node = warmed(SNAPSHOTS_AT_ONCE, NO_TIME_LIMIT, PATIENCE)) {
            products.forEach(product -> allocate(node, product.sku()));
            products.forEach(product -> awaitSnapshot(product.sku()));
            IntStream.range(0, OTHER_PRODUCTS).forEach(n -> awaitSnapshot(other(n)));
        }
    }

    private void loadFromSnapshot(List<Past> products) {
        try (var node = warmed(NO_SNAPSHOTS)) {
            for (var product : products) {
                product.fromSnapshot.add(allocate(node, product.sku()));
                product.inMemory.add(allocate(node, product.sku()));
            }
        }
    }

    /** A node that is not busy any more with starting, and has none of the measured products in memory. */
    private Node warmed(String... settings) {
        var node = new Node(url, settings);
        IntStream.range(0, OTHER_PRODUCTS).forEach(n -> allocate(node, other(n)));
        return node;
    }

    private static String other(int n) {
        return "OTHER-SKU-" + n;
    }

    private double allocate(Node node, String sku) {
        var command = new AllocateCommand(sku, "order-" + orders++, "1", 1, REJECT);
        var start = System.nanoTime();
        var outcome = node.send(command);
        var took = System.nanoTime() - start;
        if (!(outcome instanceof AllocateOutcome.Allocated)) {
            throw new IllegalStateException(command + " ended with " + outcome);
        }
        return took / 1e6;
    }

    private void awaitSnapshot(String sku) {
        var deadline = Instant.now().plus(SNAPSHOT_TAKES_AT_MOST);
        while (sql.sql("SELECT count(*) FROM event_store.snapshot_event WHERE aggregate_identifier = ?").param(sku)
                .query(Long.class).single() == 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("No snapshot of " + sku);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** The products are as the program would have made them: they know what they have shipped. */
    private void ensureReal(List<Past> products) {
        try (var node = new Node(url)) {
            for (var product : products) {
                var outcome = node.send(new ShipLineCommand(product.sku(), "past-" + product.pastLines, "1"));
                var expected = product.pastLines == 0
                        ? new ShipLineOutcome.NotFound()
                        : new ShipLineOutcome.AlreadyShipped(1, "batch-of-" + product.sku());
                if (!outcome.equals(expected)) {
                    throw new IllegalStateException("A past line of " + product.sku() + ": " + outcome);
                }
            }
        }
    }

    private long openLines(Past product) {
        return events(product.sku()) - 1 - 2L * product.pastLines;
    }

    private long events(String sku) {
        return sql.sql("SELECT count(*) FROM event_store.domain_event WHERE aggregate_identifier = ?").param(sku)
                .query(Long.class).single();
    }

    private Figures figures(Past product) {
        var snapshotBytes = sql.sql("""
                SELECT octet_length(payload) FROM event_store.snapshot_event WHERE aggregate_identifier = ?
                ORDER BY sequence_number DESC LIMIT 1
                """).param(product.sku()).query(Integer.class).single();
        return new Figures(product.pastLines, events(product.sku()), snapshotBytes, Median.of(product.fromSnapshot),
                Median.of(product.replayed), Median.of(product.inMemory));
    }
}
