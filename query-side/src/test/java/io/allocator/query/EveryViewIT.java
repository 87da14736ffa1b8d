package io.allocator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.testing.Database;
import io.allocator.query.testing.PlainFold;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RandomLife;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever has happened, every view shows what a plain fold over all events gives. */
class EveryViewIT {

    /** Events that are folded one by one, in few, and all at once; half of them while the views follow. */
    @ParameterizedTest
    @CsvSource({"1, 1, 600", "2, 7, 1500", "3, 300, 3000", "4, 10000, 3000"})
    void showsWhatAPlainFoldGives(int seed, int batchSize, int events) {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var life = new RandomLife(new Random(seed), 12);
        write(writer, life, events / 2);
        try (var _ = new QuerySideProgram(database, "allocator.read-model.batch-size=" + batchSize)) {
            write(writer, life, events / 2);

            var expected = PlainFold.expected(database.sql());
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(PlainFold.shown(database.sql()))
                    .isEqualTo(expected));
            // a fold over nothing would agree as well
            assertThat(expected.get("history")).hasSize(events);
            assertThat(expected).allSatisfy((_, rows) -> assertThat(rows).isNotEmpty());
        }
    }

    private static void write(WriteSide writer, RandomLife life, int events) {
        for (var left = events; left > 0;) {
            var transaction = life.some(Math.min(left, 20));
            writer.append(transaction);
            left -= transaction.length;
        }
    }
}
