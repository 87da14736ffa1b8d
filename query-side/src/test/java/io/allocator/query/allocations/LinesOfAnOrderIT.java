package io.allocator.query.allocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.StringUtils;

/** How the lines of an order lie in their table, and what is read for them. */
class LinesOfAnOrderIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int ORDERS = 40;
    private static final int LINES = 10;

    private final Database database = Database.withEventStore();

    /** Else an order of many lines is read from as many places, each on a page of its own in a large table. */
    @Test
    void theyLieTogetherAsTheyWereAccepted() {
        new WriteSide(database).append(IntStream.range(0, ORDERS * LINES)
                .mapToObj(n -> new LineBackorderedEvent("SKU " + n % LINES, "order " + n / LINES, "1", 1))
                .toArray(ProductEvent[]::new));

        try (var _ = new QuerySideProgram(database, "allocator.read-model.segments=1")) {
            await().atMost(LONG)
                    .until(() -> database.sql().sql("SELECT count(*) FROM read_model.allocation").query(Integer.class)
                            .single() == ORDERS * LINES);
        }

        assertThat(database.sql().sql("SELECT accepted FROM read_model.allocation ORDER BY ctid").query(Long.class)
                .list()).isSorted();
    }

    /** Which the most lines are; a look into an index for each took half of an order's time in the database. */
    @ParameterizedTest
    @CsvSource({"false,0", "true,10"})
    void aDayIsLookedUpForLinesOnStockThatWasExpectedAlone(boolean isExpected, int looks) {
        var day = isExpected ? LocalDate.of(2026, 3, 2) : null;
        var writer = new WriteSide(database);
        writer.append(new BatchAddedEvent("SKU", "batch", 1_000, day));
        writer.append(IntStream.range(0, LINES)
                .mapToObj(n -> new LineAllocatedEvent("SKU", "order", "" + n, 1, "batch", day))
                .toArray(ProductEvent[]::new));
        try (var program = new QuerySideProgram(database)) {
            await().atMost(LONG).until(() -> database.sql().sql("SELECT count(*) FROM read_model.allocation")
                    .query(Integer.class).single() == LINES);

            assertThat(StringUtils.countOccurrencesOf(program.get("allocations", "order").body(),
                    isExpected ? "\"eta\":\"2026-03-02\"" : "\"eta\":null")).isEqualTo(LINES);
        }

        // its sessions report their figures, all at once, when they end
        await().atMost(LONG).until(() -> scans("allocation_order_id") > 0);
        assertThat(scans("batch_eta_to_come")).isEqualTo(looks);
    }

    private int scans(String index) {
        return database.sql().sql("""
                SELECT idx_scan FROM pg_stat_user_indexes WHERE schemaname = 'read_model' AND indexrelname = ?""")
                .param(index).query(Integer.class).single();
    }
}
