package io.allocator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.testing.CountedConnections;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nothing happens and nobody asks. */
class IdleIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SECONDS = 10;
    private static final int MOST_PER_SECOND = 8;

    private final Database database = Database.withEventStore();
    private final CountedConnections connections = new CountedConnections();

    @Test
    void anIdleProgramAsksItsReadModelForNextToNothing() {
        try (var _ = new QuerySideProgram(database, connections::of)) {
            await().atMost(LONG).until(() -> database.sql()
                    .sql("SELECT count(*) FROM read_model.token_entry WHERE owner IS NOT NULL").query(Long.class)
                    .single() == 4);
            var before = connections.taken();
            var until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> System.nanoTime() > until);

            var perSecond = (double) (connections.taken() - before) / SECONDS;

            System.out.printf("[idle] a query side: %.1f transactions/s on the read model%n", perSecond);
            assertThat(perSecond).isLessThan(MOST_PER_SECOND);
        }
    }
}
