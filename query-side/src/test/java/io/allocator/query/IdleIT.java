package io.allocator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Nothing happens and nobody asks. */
class IdleIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SECONDS = 10;
    private static final int MOST_PER_SECOND = 8;

    private final Database database = Database.withEventStore();
    private final AtomicLong taken = new AtomicLong();

    @Test
    void anIdleProgramAsksItsReadModelForNextToNothing() {
        try (var _ = new QuerySideProgram(database, this::counting)) {
            await().atMost(LONG).until(() -> database.sql()
                    .sql("SELECT count(*) FROM read_model.token_entry WHERE owner IS NOT NULL").query(Long.class)
                    .single() == 4);
            var before = taken.get();
            var until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> System.nanoTime() > until);

            var perSecond = (double) (taken.get() - before) / SECONDS;

            System.out.printf("[idle] a query side: %.1f transactions/s on the read model%n", perSecond);
            assertThat(perSecond).isLessThan(MOST_PER_SECOND);
        }
    }

    /** A connection is taken for each transaction, which has a statement or two. */
    private DataSource counting(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                taken.incrementAndGet();
                return super.getConnection();
            }
        };
    }
}
