package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A program that folds events in another way comes, while one of the version before is still there. */
class NewVersionIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String[] SETTINGS = {"allocator.read-model.claim-timeout=1s"};

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);

    @Test
    void makesItsViewAgainWhileTheOldOneAnswers() {
        writer.appendQuietly(new BatchAddedEvent("SKU", "before", 1, null));
        try (var old = new QuerySideProgram(database, SETTINGS)) {
            await().atMost(LONG).until(() -> quantity(old, "before").equals("1"));
            var over = new AtomicBoolean();
            var seen = new ConcurrentSkipListSet<String>();
            var reads = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    seen.add(quantity(old, "before"));
                }
            });

            try (var next = second()) {
                await().atMost(LONG).until(() -> quantity(old, "before").equals("1001"));
                over.set(true);
                reads.join();
                assertThat(seen).isSubsetOf("1", "1001");

                // and it is the new one that goes on with it, while both go on with the others
                writer.append(new BatchAddedEvent("SKU", "after", 1, null));
                await().atMost(LONG).until(() -> quantity(old, "after").equals("1001"));
                await().atMost(LONG).until(() -> old.getRaw("/overview").body().contains("\"batches\":2"));
                assertThat(processor()).startsWith("batches/2/");
                await().atMost(LONG).until(() -> !isRunning(old) && isRunning(next));
            }

            // the old one neither goes on with what it does not know, nor makes it as it was
            assertThat(old.post("/operations/views/batches/rebuild").statusCode()).isEqualTo(409);
            writer.append(new BatchAddedEvent("SKU", "meanwhile", 1, null));
            await().atMost(LONG).until(() -> old.getRaw("/overview").body().contains("\"batches\":3"));
            assertThat(quantity(old, "meanwhile")).isEqualTo("none");
            // nor can it tell whether that is as it should be
            assertThat(old.post("/operations/audit").statusCode()).isEqualTo(202);
            await().atMost(LONG).untilAsserted(() -> assertThat(old.getRaw("/operations/audit").body())
                    .contains("\"state\":\"FAILED\"",
                            "View batches is made by version 2 of its projection, and this program has version 1"));
        }
        try (var next = second()) {
            await().atMost(LONG).until(() -> quantity(next, "meanwhile").equals("1001"));
            assertThat(processor()).startsWith("batches/2/");
        }
    }

    @Test
    void withNothingThereYetItBeginsWithTheNewOne() {
        writer.appendQuietly(new BatchAddedEvent("SKU", "first", 1, null));
        try (var next = second()) {
            await().atMost(LONG).until(() -> quantity(next, "first").equals("1001"));
            assertThat(processor()).isEqualTo("batches/2");
        }
    }

    /** Its second version finds a thousand more in each batch. */
    private QuerySideProgram second() {
        return new QuerySideProgram(database, Projection.class,
                projection -> projection.view().equals("batches") ? new Second(projection) : projection, SETTINGS);
    }

    private record Second(Projection first) implements Projection {

        @Override
        public String view() {
            return first.view();
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public List<String> tables() {
            return first.tables();
        }

        @Override
        public void project(List<RecordedEvent> events) {
            first.project(events.stream().map(Second::more).toList());
        }

        private static RecordedEvent more(RecordedEvent recorded) {
            var added = (BatchAddedEvent) recorded.event();
            return new RecordedEvent(new BatchAddedEvent(added.sku(), added.batchReference(),
                    added.purchasedQuantity() + 1_000, added.eta()), recorded.globalIndex(),
                    recorded.sequenceNumber(), recorded.time(), recorded.actor());
        }
    }

    private static String quantity(QuerySideProgram program, String batch) {
        var answer = program.get("batches", batch);
        return answer.statusCode() == 200
                ? answer.body().replaceAll(".*\"qty\":(\\d+).*", "$1")
                : answer.statusCode() == 404 ? "none" : answer.body();
    }

    private static boolean isRunning(QuerySideProgram program) {
        return program.getRaw("/operations").body().contains("{\"view\":\"batches\",\"running\":true");
    }

    private String processor() {
        return database.sql().sql("SELECT processor FROM read_model.view WHERE name = 'batches'").query(String.class)
                .single();
    }
}
