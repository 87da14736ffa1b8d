package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.testing.Database;
import io.allocator.query.testing.PlainFold;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RandomLife;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Query sides share the work among them, whatever comes and goes. */
class QuerySidesIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);
    private final RandomLife life = new RandomLife(new Random(7), 12);

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void eachGetsItsShareWhileEventsComeAndGivesItBack(int segments) {
        var settings = new String[]{"allocator.read-model.segments=" + segments,
                "allocator.read-model.claim-timeout=1s"};
        try (var one = new QuerySideProgram(database, settings)) {
            awaitShares(List.of(4L * segments));
            try (var _ = new QuerySideProgram(database, settings)) {
                awaitShares(List.of(2L * segments, 2L * segments));
            }
            awaitShares(List.of(4L * segments));
            await().atMost(LONG).untilAsserted(() -> assertThat(PlainFold.shown(database.sql()))
                    .isEqualTo(PlainFold.expected(database.sql())));
            assertThat(one.getRaw("/actuator/metrics/allocator.dead.letters").body()).contains("\"value\":0.0");
        }
    }

    /** One that says that it is there, and takes nothing. */
    @Test
    void whatNobodyComesForIsTakenByWhoeverIsThere() {
        try (var program = new QuerySideProgram(database, "allocator.read-model.claim-timeout=1s")) {
            awaitShares(List.of(4L));
            database.sql().sql("""
                    INSERT INTO read_model.query_side (name, keeps, seen)
                    SELECT 'stuck', keeps, 'infinity' FROM read_model.query_side""").update();
            await().atMost(LONG).until(() -> shares().equals(List.of(2L)));

            awaitShares(List.of(4L));
            // and stays there
            var until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> {
                assertThat(shares()).isEqualTo(List.of(4L));
                return System.nanoTime() > until;
            });
            assertThat(program.getRaw("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    /** Goes on writing until the parts are shared so, and every view has all of it. */
    private void awaitShares(List<Long> shares) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            writer.append(life.some(10));
            return shares().equals(shares);
        });
    }

    private List<Long> shares() {
        return database.sql().sql("""
                SELECT count(*) AS parts FROM read_model.token_entry WHERE owner IS NOT NULL AND segment >= 0
                GROUP BY owner ORDER BY parts""").query((row, _) -> row.getLong(1)).list();
    }
}
