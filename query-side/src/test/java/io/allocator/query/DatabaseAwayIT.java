package io.allocator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

/** What is not there, or goes away, is waited for. */
class DatabaseAwayIT {

    private static final Duration LONG = Duration.ofSeconds(40);

    @Test
    void startsAndServesBeforeThereIsAnEventStore() {
        var readModel = new Database();
        var eventStore = new Database();
        try (var program = new QuerySideProgram(readModel, "allocator.event-store.url=" + eventStore.url())) {
            assertThat(program.get("batches", "b").statusCode()).isEqualTo(404);
            assertThat(program.getRaw("/actuator/health/readiness").statusCode()).isEqualTo(200);

            eventStore.createEventStore();
            new WriteSide(eventStore).append(new BatchAddedEvent("SKU", "b", 1, null));

            await().atMost(LONG).until(() -> program.get("batches", "b").statusCode() == 200);
        }
    }

    @Test
    void servesReadsWhileTheEventStoreIsAwayAndCatchesUpAfterwards() {
        var readModel = new Database();
        var eventStore = Database.withEventStore();
        var writer = new WriteSide(eventStore);
        writer.append(new BatchAddedEvent("SKU", "b", 1, null));
        try (var program = new QuerySideProgram(readModel, "allocator.event-store.url=" + eventStore.url())) {
            await().atMost(LONG).until(() -> program.get("batches", "b").statusCode() == 200);

            eventStore.goAway();
            assertThat(program.get("batches", "b").statusCode()).isEqualTo(200);
            assertThat(program.getRaw("/actuator/health/readiness").statusCode()).isEqualTo(200);
            eventStore.comeBack();
            writer.append(new BatchAddedEvent("SKU", "c", 1, null));

            await().atMost(LONG).until(() -> program.get("batches", "c").statusCode() == 200);
        }
    }

    @Test
    void tellsEachOfManyWhoAskAtTheSameTimeThatItsTablesAreAway() throws Exception {
        var database = Database.withEventStore();
        try (var program = new QuerySideProgram(database);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(program.get("batches", "b").statusCode()).isEqualTo(404);

            database.goAway();
            Callable<HttpResponse<String>> read = () -> program.get("batches", "b");
            var answers = clients.invokeAll(Collections.nCopies(30, read));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.get().statusCode()).isEqualTo(503);
                JSONAssert.assertEquals("{\"type\":\"urn:allocator:unavailable\"}", answer.get().body(), false);
            });
        }
    }

    @Test
    void answers503WhileItsTablesAreAwayAndRecoversByItself() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        writer.append(new BatchAddedEvent("SKU", "b", 1, null));
        try (var program = new QuerySideProgram(database)) {
            await().atMost(LONG).until(() -> program.get("batches", "b").statusCode() == 200);

            database.goAway();
            var answer = program.get("batches", "b");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            JSONAssert.assertEquals("{\"type\":\"urn:allocator:unavailable\"}", answer.body(), false);
            assertThat(program.getRaw("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(program.getRaw("/actuator/health/liveness").statusCode()).isEqualTo(200);
            database.comeBack();
            writer.append(new BatchAddedEvent("SKU", "c", 1, null));

            await().atMost(LONG).until(() -> program.get("batches", "c").statusCode() == 200);
            assertThat(program.getRaw("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }
}
