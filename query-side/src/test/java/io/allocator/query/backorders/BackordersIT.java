package io.allocator.query.backorders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ReleaseReason;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines that wait: in their order, a page at a time. Orders are named by the place in which they were accepted. */
class BackordersIT {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final Database database = Database.withEventStore();
    private final WriteSide writer = new WriteSide(database);
    private QuerySideProgram program;

    @BeforeEach
    void start() {
        program = new QuerySideProgram(database, "allocator.event-store.fallback-interval=100ms");
        writer.append(new BatchAddedEvent("LAMP", "lamps", 10, null), new BatchAddedEvent("CHAIR", "chairs", 10, null));
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void waitingLinesComeInAcceptedOrderOverAllSkusOrOfOne() throws Exception {
        writer.append(waiting("LAMP", 1), waiting("CHAIR", 2), waiting("LAMP", 3), waiting("CHAIR", 4));
        awaitOrders("/backorders", 1, 2, 3, 4);

        assertThat(orders(page("/backorders?sku=LAMP"))).containsExactly("1", "3");
        assertThat(orders(page("/backorders?sku=lamp"))).isEmpty();
        JSONAssert.assertEquals("""
                {"items":[{"orderid":"2","sku":"CHAIR","lineid":"1","qty":50},
                {"orderid":"4","sku":"CHAIR","lineid":"1","qty":50}],"next":null}""",
                program.getRaw("/backorders?sku=CHAIR").body(), true);
    }

    /** Accepted at once, and bumped off its batch when others waited already. */
    @Test
    void aBumpedLineWaitsInItsOldPlace() {
        writer.append(waiting("LAMP", 1), new LineAllocatedEvent("LAMP", "2", "1", 5, "lamps", null),
                waiting("CHAIR", 3), waiting("LAMP", 4));
        awaitOrders("/backorders", 1, 3, 4);

        writer.append(new LineMovedEvent("LAMP", "2", "1", 5, "lamps", null, null, MoveReason.BATCH_QUANTITY_REDUCED));

        awaitOrders("/backorders", 1, 2, 3, 4);
        awaitOrders("/backorders?sku=LAMP", 1, 2, 4);
    }

    @Test
    void aLineThatWasGivenUpAndOrderedAgainWaitsInItsNewPlace() {
        writer.append(waiting("LAMP", 1), waiting("LAMP", 2),
                new LineReleasedEvent("LAMP", "1", "1", 50, null, ReleaseReason.REQUESTED), waiting("LAMP", 1));

        awaitOrders("/backorders", 2, 1);
    }

    /** Its token then stands beyond its place in the log. */
    @Test
    void aLineWhoseCommitCameLateIsInItsPlace() throws Exception {
        try (var late = database.dataSource().getConnection()) {
            writer.appendUncommitted(late, waiting("LAMP", 1), waiting("LAMP", 2));
            writer.append(waiting("CHAIR", 3));
            awaitOrders("/backorders", 3);
            late.commit();
        }
        writer.notifyReaders();

        awaitOrders("/backorders", 1, 2, 3);
    }

    @Test
    void pagesGoOnWhereTheLastEndedWhileLinesComeAndGo() {
        for (var order = 1; order <= 9; order++) {
            writer.append(waiting(order % 2 == 0 ? "LAMP" : "CHAIR", order));
        }
        awaitOrders("/backorders", 1, 2, 3, 4, 5, 6, 7, 8, 9);

        var first = page("/backorders?limit=3");
        assertThat(orders(first)).containsExactly("1", "2", "3");
        // one that was shown gets stock, the last shown and the next to be shown are given up, one more comes
        writer.append(
                new LineMovedEvent("LAMP", "2", "1", 50, null, "lamps", null, MoveReason.STOCK_BECAME_AVAILABLE),
                new LineReleasedEvent("CHAIR", "3", "1", 50, null, ReleaseReason.REQUESTED),
                new LineReleasedEvent("LAMP", "4", "1", 50, null, ReleaseReason.REQUESTED), waiting("LAMP", 10));
        awaitOrders("/backorders", 1, 5, 6, 7, 8, 9, 10);

        var second = page("/backorders?limit=3&cursor=" + next(first));
        assertThat(orders(second)).containsExactly("5", "6", "7");
        var third = page("/backorders?limit=3&cursor=" + next(second));
        assertThat(orders(third)).containsExactly("8", "9", "10");
        assertThat(third.get("next").isNull()).isTrue();
    }

    @Test
    void aPageHasAHundredLinesUnlessAskedOtherwise() {
        var events = new ArrayList<LineBackorderedEvent>();
        for (var order = 1; order <= 101; order++) {
            events.add(waiting("LAMP", order));
        }
        writer.append(events.toArray(LineBackorderedEvent[]::new));
        await().atMost(LONG).until(() -> orders(page("/backorders?limit=1000")).size() == 101);

        var first = page("/backorders");
        assertThat(orders(first)).hasSize(100);
        assertThat(orders(page("/backorders?cursor=" + next(first)))).containsExactly("101");
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=1001,limit", "limit=-1,limit", "limit=many,limit", "limit=1.5,limit",
            "limit=99999999999,limit", "cursor=x,cursor", "cursor=AAAAAAAAAAAA,cursor", "cursor=%C3%A4,cursor",
            "cursor=,cursor", "sku=%20x,sku"})
    void whatIsNoLimitCursorOrSkuIsRefusedByItsField(String parameter, String field) throws Exception {
        var answer = program.getRaw("/backorders?" + parameter);

        assertThat(answer.statusCode()).isEqualTo(400);
        JSONAssert.assertEquals("{\"type\":\"urn:allocator:invalid-request\",\"errors\":[{\"field\":\"" + field
                + "\"}]}", answer.body(), false);
    }

    private void awaitOrders(String path, Integer... orders) {
        var expected = List.of(orders).stream().map(String::valueOf).toList();
        await().atMost(LONG).untilAsserted(() -> assertThat(orders(page(path))).isEqualTo(expected));
    }

    private JsonNode page(String path) {
        return JsonMapper.shared().readTree(program.getRaw(path).body());
    }

    private static List<String> orders(JsonNode page) {
        return page.get("items").valueStream().map(line -> line.get("orderid").asString()).toList();
    }

    private static String next(JsonNode page) {
        return page.get("next").asString();
    }

    private static LineBackorderedEvent waiting(String sku, int order) {
        return new LineBackorderedEvent(sku, String.valueOf(order), "1", 50);
    }
}
