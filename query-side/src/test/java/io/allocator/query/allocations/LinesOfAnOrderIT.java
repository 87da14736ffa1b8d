package io.allocator.query.allocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the lines of an order lie in their table. */
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
}
