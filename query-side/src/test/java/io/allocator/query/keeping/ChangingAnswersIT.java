package io.allocator.query.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.query.testing.CountedConnections;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RandomLife;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** While views change and are made again, and much is read, a node that keeps answers comes to give those of one that keeps none. */
class ChangingAnswersIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** Much more than the 2 ms that answers may be old: the machine may be busy. What is kept for good, stays. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final int ROUNDS = 20;
    private static final int READERS = 4;

    private static final String PATHS = """
            SELECT '/batches/' || replace(reference, ' ', '%20') FROM read_model.batch
            UNION ALL SELECT '/products/' || replace(sku, ' ', '%20') FROM read_model.product
            UNION ALL SELECT DISTINCT '/allocations/' || replace(order_id, ' ', '%20') FROM read_model.allocation""";

    private static final String BEHIND = """
            SELECT count(*) FROM read_model.view JOIN read_model.token_entry ON processor_name = processor
            WHERE coalesce((token::jsonb ->> 'index')::bigint, 0) < (SELECT max(global_index) FROM event_store.domain_event)""";

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);
    private final RandomLife life = new RandomLife(new Random(20), 8);
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final AtomicLong reads = new AtomicLong();
    private final CountedConnections connections = new CountedConnections();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void areThoseOfANodeThatKeepsNone() throws Exception {
        try (var plain = new QuerySideProgram(database, "allocator.kept-answers.memory=0");
                var keeping = new QuerySideProgram(database, connections::of)) {
            writer.append(life.some(100));
            awaitViews();
            var readers = new ArrayList<Thread>();
            for (var n = 0; n < READERS; n++) {
                var random = new Random(n);
                readers.add(Thread.ofVirtual().start(() -> {
                    while (!isOver.get()) {
                        var paths = paths();
                        for (var i = 0; i < paths.size() && !isOver.get(); i++) {
                            statuses.add(keeping.getRaw(paths.get(random.nextInt(paths.size()))).statusCode());
                            reads.incrementAndGet();
                        }
                    }
                }));
            }
            try {
                for (var round = 1; round <= ROUNDS; round++) {
                    writer.append(life.some(20));
                    awaitViews();
                    if (round % 5 == 0) {
                        rebuild(plain, List.of("batches", "products", "allocations").get(round / 5 % 3));
                    }
                    awaitSame(plain, keeping);
                }
            } finally {
                isOver.set(true);
                for (var reader : readers) {
                    reader.join();
                }
            }
            // a line that was given up is found no more
            assertThat(statuses).isSubsetOf(200, 404).contains(200);
            // what is asked for again and again is not read each time, though all the time something changes
            assertThat(connections.taken()).isLessThan(reads.get());
        }
    }

    private void awaitSame(QuerySideProgram plain, QuerySideProgram keeping) {
        for (var path : paths()) {
            var expected = plain.getRaw(path).body();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).atMost(AT_ONCE)
                    .untilAsserted(() -> assertThat(keeping.getRaw(path).body()).isEqualTo(expected));
        }
    }

    private void rebuild(QuerySideProgram program, String view) {
        var before = rebuilt(view);
        assertThat(program.post("/operations/views/" + view + "/rebuild").statusCode()).isEqualTo(202);
        await().atMost(SOON).until(() -> !rebuilt(view).equals(before));
    }

    private String rebuilt(String view) {
        return database.sql().sql("SELECT coalesce(rebuilt::text, '') FROM read_model.view WHERE name = ?").param(view)
                .query(String.class).single();
    }

    private List<String> paths() {
        return database.sql().sql(PATHS).query((row, _) -> row.getString(1)).list();
    }

    private void awaitViews() {
        await().atMost(SOON).until(() -> database.sql().sql(BEHIND).query(Long.class).single() == 0);
    }
}
