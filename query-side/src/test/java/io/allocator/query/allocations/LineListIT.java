package io.allocator.query.allocations;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All accepted lines as a list. Orders are named by their place in the accepted order. */
class LineListIT {

    private static final Database DATABASE = Database.withEventStore();
    private static QuerySideProgram program;

    @BeforeAll
    static void start() {
        program = new QuerySideProgram(DATABASE);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void lines() {
        DATABASE.sql().sql("TRUNCATE read_model.allocation, read_model.batch_eta").update();
        DATABASE.sql().sql("INSERT INTO read_model.batch_eta VALUES ('here', NULL), ('ship', '2026-03-02')").update();
        line(1, "LAMP", "SHIPPED", "ship");
        line(2, "CHAIR", "ALLOCATED", "ship");
        line(3, "LAMP", "BACKORDERED", null);
        line(4, "LAMP", "ALLOCATED", "here");
        line(5, "CHAIR", "SHIPPED", "here");
    }

    /** What was shipped has arrived, whatever becomes of its batch. */
    @Test
    void aLineShowsWhatItHolds() throws Exception {
        JSONAssert.assertEquals(
                """
                        {"items":[
                        {"orderid":"1","sku":"LAMP","lineid":"1","qty":7,"status":"SHIPPED","batchref":"ship","eta":null},
                        {"orderid":"2","sku":"CHAIR","lineid":"1","qty":7,"status":"ALLOCATED","batchref":"ship","eta":"2026-03-02"},
                        {"orderid":"3","sku":"LAMP","lineid":"1","qty":7,"status":"BACKORDERED","batchref":null,"eta":null},
                        {"orderid":"4","sku":"LAMP","lineid":"1","qty":7,"status":"ALLOCATED","batchref":"here","eta":null},
                        {"orderid":"5","sku":"CHAIR","lineid":"1","qty":7,"status":"SHIPPED","batchref":"here","eta":null}],
                        "next":null}""",
                program.getRaw("/allocations").body(), true);
    }

    @ParameterizedTest
    @CsvSource({"'',12345", "?open=false,12345", "?open=true,234", "?sku=LAMP,134", "?sku=LAMP&open=true,34",
            "?sku=lamp,''"})
    void theyComeInAcceptedOrderOverAllSkusOrOfOneOpenOrAll(String asked, String expected) {
        assertThat(String.join("", orders(page("/allocations" + asked)))).isEqualTo(expected);
    }

    @Test
    void pagesGoOnWhereTheLastEndedWhileLinesComeAndGo() {
        var first = page("/allocations?open=true&limit=1");
        assertThat(orders(first)).containsExactly("2");

        DATABASE.sql().sql("DELETE FROM read_model.allocation WHERE order_id = '2'").update();
        DATABASE.sql().sql("UPDATE read_model.allocation SET status = 'SHIPPED' WHERE order_id = '4'").update();
        line(6, "SOFA", "BACKORDERED", null);

        var second = page("/allocations?open=true&limit=2&cursor=" + first.get("next").asString());
        assertThat(orders(second)).containsExactly("3", "6");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=1001,limit", "limit=x,limit", "cursor=x,cursor", "cursor=,cursor",
            "sku=%20x,sku", "sku=,sku", "open=maybe,open", "open=2,open"})
    void whatCannotBeAskedIsRefusedByItsField(String parameter, String field) throws Exception {
        for (var accept : List.of("application/json", "text/csv")) {
            var answer = program.getWith("/allocations?" + parameter, "Accept", accept);

            assertThat(answer.statusCode()).isEqualTo(400);
            JSONAssert.assertEquals("{\"type\":\"urn:allocator:invalid-request\",\"errors\":[{\"field\":\"" + field
                    + "\"}]}", answer.body(), false);
        }
    }

    @Test
    void aCursorOfTheBackordersIsNoneOfThisList() {
        line(7, "LAMP", "BACKORDERED", null);
        var cursor = page("/backorders?limit=1").get("next").asString();

        assertThat(program.getRaw("/backorders?cursor=" + cursor).statusCode()).isEqualTo(200);
        assertThat(program.getRaw("/allocations?cursor=" + cursor).statusCode()).isEqualTo(400);
    }

    private static void line(int accepted, String sku, String status, @Nullable String batch) {
        DATABASE.sql().sql("""
                INSERT INTO read_model.allocation (id, order_id, sku, line_id, quantity, accepted, accepted_at, status,
                    batch_reference)
                VALUES (gen_random_uuid(), ?, ?, '1', 7, ?, now(), ?, ?)""")
                .params(String.valueOf(accepted), sku, accepted, status).param(batch).update();
    }

    private static JsonNode page(String path) {
        var answer = program.getRaw(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> orders(JsonNode page) {
        return page.get("items").valueStream().map(line -> line.get("orderid").asString()).toList();
    }
}
