package io.allocator.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What happened in a time, of a product to which much has happened, recorded by nodes whose clocks differ. */
class HistoryTimesIT {

    private static final int ENTRIES = 700;
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration END = Duration.ofHours(3);
    /** The difference of two clocks is at most a minute. */
    private static final int SLOWEST_CLOCK = 59;

    private static final Database DATABASE = Database.withEventStore();
    private static final List<Instant> TIMES = new ArrayList<>();
    private static QuerySideProgram program;

    @BeforeAll
    static void start() {
        program = new QuerySideProgram(DATABASE);
        var random = new Random(1);
        var now = BEGIN;
        for (var n = 0; n < ENTRIES; n++) {
            // now and then nothing happens for a while, and then much at once
            now = now.plusSeconds(random.nextInt(50) == 0 ? random.nextInt(600) : random.nextInt(10));
            var at = now.minusSeconds(random.nextBoolean() ? SLOWEST_CLOCK : 0);
            TIMES.add(at);
            DATABASE.sql().sql("""
                    INSERT INTO read_model.history (sku, n, global_index, at, type, quantity, batch_reference)
                    VALUES ('LAMP', ?, ?, ?, 'BatchAdded', 1, ?)""")
                    .params(n, n, at.atOffset(ZoneOffset.UTC), "batch " + n).update();
        }
        // of another, at other times, with the same numbers
        DATABASE.sql()
                .sql("""
                        INSERT INTO read_model.history (sku, n, global_index, at, type, quantity, batch_reference)
                        SELECT 'CHAIR', n, n + 10000, at - INTERVAL '1 hour', type, quantity, 'other ' || n FROM read_model.history""")
                .update();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void noneIsMissingAndNoneIsOfAnotherTime(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++) {
            var from = BEGIN.plusSeconds(random.nextLong(END.toSeconds()));
            var until = from.plusSeconds(random.nextLong(END.toSeconds() / 2));

            assertThat(numbers("from=" + from)).isEqualTo(between(from, Instant.MAX));
            assertThat(numbers("until=" + until)).isEqualTo(between(Instant.MIN, until));
            assertThat(numbers("from=" + from + "&until=" + until)).isEqualTo(between(from, until));
        }
    }

    /** Times that are none of PostgreSQL's, or from which a minute cannot be taken away. */
    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "-300000-01-01T00:00:00Z",
            "+300000-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void anyTimeIsOneBeforeOrAfterAllEntries(String time) {
        var isBefore = time.startsWith("-");
        var parameter = time.replace("+", "%2B");

        assertThat(numbers("from=" + parameter)).hasSize(isBefore ? ENTRIES : 0);
        assertThat(numbers("until=" + parameter)).hasSize(isBefore ? 0 : ENTRIES);
    }

    private static List<Integer> between(Instant from, Instant until) {
        return IntStream.range(0, ENTRIES)
                .filter(n -> !TIMES.get(n).isBefore(from) && TIMES.get(n).isBefore(until)).boxed().toList().reversed();
    }

    private static List<Integer> numbers(String time) {
        var body = program.getRaw("/products/LAMP/history?limit=1000&" + time).body();
        return StreamSupport.stream(JsonMapper.shared().readTree(body).get("items").spliterator(), false)
                .map(item -> Integer.valueOf(item.get("data").get("ref").asString().substring("batch ".length())))
                .toList();
    }
}
