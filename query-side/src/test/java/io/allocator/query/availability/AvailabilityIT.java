package io.allocator.query.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.query.AttentionView;
import io.allocator.api.query.BatchView;
import io.allocator.api.query.GetAttentionQuery;
import io.allocator.api.query.ProductSummaryView;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.json.JsonMapper;

/** What can be promised and what needs a look. Days are long past or far off, whatever day it is. */
class AvailabilityIT {

    private static final Database DATABASE = Database.withEventStore();
    private static QuerySideProgram program;

    @BeforeAll
    static void start() {
        program = new QuerySideProgram(DATABASE);
        DATABASE.sql().sql("""
                INSERT INTO read_model.product (sku, batches, purchased, allocated, backordered, shipped) VALUES
                ('LAMP', 5, 185, 55, 200, 5), ('SOLD OUT', 1, 5, 0, 1, 5), ('WANTED', 1, 5, 5, 90, 0),
                ('NEVER', 0, 0, 0, 0, 0)""").update();
        DATABASE.sql().sql("""
                INSERT INTO read_model.batch (reference, sku, added, eta, purchased, allocated, shipped) VALUES
                ('here', 'LAMP', 0, NULL, 40, 5, 5), ('late', 'LAMP', 1, '2001-01-01', 25, 20, 0),
                ('far', 'LAMP', 2, '2999-01-01', 50, 30, 0), ('farther', 'LAMP', 3, '2999-02-01', 70, 0, 0),
                ('latest', 'OTHER', 0, '2000-12-31', 1, 0, 0), ('given up', 'OTHER', 1, '1999-01-01', 0, 0, 0)""")
                .update();
        DATABASE.sql().sql("""
                INSERT INTO read_model.allocation (id, order_id, sku, line_id, quantity, accepted, accepted_at, status)
                SELECT gen_random_uuid(), 'order-' || i, 'LAMP', '1', 100, i, '2026-03-02T10:00:00Z',
                    CASE i WHEN 1 THEN 'SHIPPED' ELSE 'BACKORDERED' END FROM generate_series(1, 3) i""").update();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aProductShowsWhatCanBePromisedNowAndFromEachDayOn() throws Exception {
        JSONAssert.assertEquals(
                """
                        {"sku":"LAMP","now":10,"backordered":200,
                        "dates":[{"date":"2999-01-01","arriving":50,"available":30},
                                 {"date":"2999-02-01","arriving":70,"available":100}],
                        "late":[{"ref":"late","sku":"LAMP","eta":"2001-01-01","qty":25,"allocated":20,"shipped":0,"available":5}]}""",
                program.getRaw("/products/LAMP/availability").body(), true);
    }

    @ParameterizedTest
    @CsvSource({"2999-01-31,1", "2999-02-01,2", "2998-12-31,0", "1999-12-31,0"})
    void theLastDayCutsWhatIsShown(String until, int days) {
        var answer = JsonMapper.shared()
                .readTree(program.getRaw("/products/LAMP/availability?until=" + until).body());

        assertThat(answer.get("now").asInt()).isEqualTo(10);
        assertThat(answer.get("dates").size()).isEqualTo(days);
    }

    @Test
    void aProductWithoutBatchesHasNothing() throws Exception {
        JSONAssert.assertEquals("{\"sku\":\"NEVER\",\"now\":0,\"dates\":[],\"late\":[],\"backordered\":0}",
                program.getRaw("/products/NEVER/availability").body(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-02-30", "2026-2-3", "20260203", "2026-02-03T00:00:00Z", "null"})
    void whatIsNoDayIsRefused(String until) throws Exception {
        var answer = program.getRaw("/products/LAMP/availability?until=" + until);

        assertThat(answer.statusCode()).isEqualTo(400);
        JSONAssert.assertEquals("{\"type\":\"urn:allocator:invalid-request\",\"errors\":[{\"field\":\"until\"}]}",
                answer.body(), false);
    }

    @Test
    void anUnknownSkuIsNotFoundAndWhatIsNoSkuIsRefused() {
        assertThat(program.getRaw("/products/none/availability").statusCode()).isEqualTo(404);
        assertThat(program.getRaw("/products/%20x/availability").statusCode()).isEqualTo(400);
    }

    @Test
    void whatNeedsALookComesWithTheWorstFirst() {
        var attention = attention(10);

        assertThat(attention.outOfStock()).extracting(ProductSummaryView::sku)
                .containsExactly("WANTED", "SOLD OUT", "NEVER");
        assertThat(attention.late()).extracting(BatchView::ref).containsExactly("latest", "late");
        assertThat(attention.waiting()).extracting(w -> w.line().orderid()).containsExactly("order-2", "order-3");
        assertThat(attention.waiting()).extracting(AttentionView.Waiting::since)
                .containsOnly(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @Test
    void ofEachKindThereAreTheFirstFew() {
        var attention = attention(1);

        assertThat(attention.outOfStock()).hasSize(1);
        assertThat(attention.late()).hasSize(1);
        assertThat(attention.waiting()).hasSize(1);
    }

    /** A shipment of the day itself is not late. */
    private static AttentionView attention(int limit) {
        return program.bean(QueryGateway.class).query(new GetAttentionQuery(LocalDate.of(2999, 1, 1), limit),
                ResponseTypes.instanceOf(AttentionView.class)).join();
    }
}
