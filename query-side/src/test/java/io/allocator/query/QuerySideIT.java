package io.allocator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.WriteSide;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.json.JsonMapper;

/** The whole read side, from the events in the log to the answers over HTTP. */
class QuerySideIT {

    private static final LocalDate TOMORROW = LocalDate.of(2026, 3, 2);
    private static final LocalDate LATER = LocalDate.of(2026, 3, 9);
    private static final Database DATABASE = Database.withEventStore();
    private static final WriteSide WRITER = new WriteSide(DATABASE);
    private static QuerySideProgram program;

    @BeforeAll
    static void startOverALogWithEventsInIt() {
        WRITER.appendQuietly(new BatchAddedEvent("LAMP", "lamp-later", 100, LATER),
                new BatchAddedEvent("LAMP", "lamp-soon", 50, TOMORROW),
                new BatchAddedEvent("LAMP", "lamp-here", 10, null),
                new BatchAddedEvent("LAMP", "lamp-soon-too", 1, TOMORROW),
                new BatchAddedEvent("CHAIR", "chair-here", 1_000_000_000, null),
                new LineAllocatedEvent("LAMP", "order-1", "2", 7, "lamp-here", null),
                new LineAllocatedEvent("LAMP", "order-1", "10", 3, "lamp-here", null),
                new LineAllocatedEvent("CHAIR", "order-1", "1", 4, "chair-here", null),
                new LineAllocatedEvent("LAMP", "order-2", "1", 50, "lamp-soon", TOMORROW),
                new ShortageStartedEvent("LAMP", "order-3", "1", 500));
        program = new QuerySideProgram(DATABASE);
        awaitAnswer(50, "batches", "lamp-soon");
        await().until(() -> program.get("allocations", "order-2").statusCode() == 200);
        await().until(() -> program.get("overview").body().contains("\"ALLOCATED\":4"));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static void awaitAnswer(int allocated, String... path) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> program.get(path).body().contains("\"allocated\":" + allocated));
    }

    @Test
    void anOrdersLinesComeBySkuAndLineId() throws Exception {
        JSONAssert.assertEquals("""
                [{"sku":"CHAIR","lineid":"1","qty":4,"status":"ALLOCATED","batchref":"chair-here","eta":null},
                 {"sku":"LAMP","lineid":"10","qty":3,"status":"ALLOCATED","batchref":"lamp-here","eta":null},
                 {"sku":"LAMP","lineid":"2","qty":7,"status":"ALLOCATED","batchref":"lamp-here","eta":null}]""",
                program.get("allocations", "order-1").body(), true);
        JSONAssert.assertEquals(
                """
                        [{"sku":"LAMP","lineid":"1","qty":50,"status":"ALLOCATED","batchref":"lamp-soon","eta":"2026-03-02"}]""",
                program.get("allocations", "order-2").body(), true);
    }

    @Test
    void aRefusedLineIsInNoOrder() {
        assertThat(program.get("allocations", "order-3").statusCode()).isEqualTo(404);
    }

    @Test
    void aBatchHasItsFigures() throws Exception {
        JSONAssert.assertEquals("""
                {"ref":"lamp-here","sku":"LAMP","eta":null,"qty":10,"allocated":10,"shipped":0,"available":0}""",
                program.get("batches", "lamp-here").body(), true);
        JSONAssert.assertEquals(
                """
                        {"ref":"lamp-later","sku":"LAMP","eta":"2026-03-09","qty":100,"allocated":0,"shipped":0,"available":100}""",
                program.get("batches", "lamp-later").body(), true);
    }

    @Test
    void aProductShowsItsBatchesInPreferenceOrderAndTheirSums() throws Exception {
        JSONAssert.assertEquals(
                """
                        {"sku":"LAMP","qty":161,"allocated":60,"backordered":0,"shipped":0,"available":101,"batches":[
                        {"ref":"lamp-here","sku":"LAMP","eta":null,"qty":10,"allocated":10,"shipped":0,"available":0},
                        {"ref":"lamp-soon","sku":"LAMP","eta":"2026-03-02","qty":50,"allocated":50,"shipped":0,"available":0},
                        {"ref":"lamp-soon-too","sku":"LAMP","eta":"2026-03-02","qty":1,"allocated":0,"shipped":0,"available":1},
                        {"ref":"lamp-later","sku":"LAMP","eta":"2026-03-09","qty":100,"allocated":0,"shipped":0,"available":100}]}""",
                program.get("products", "LAMP").body(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"allocations", "batches", "products"})
    void whatIsUnknownIsNotFound(String view) throws Exception {
        var answer = program.get(view, "no such");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JSONAssert.assertEquals("{\"type\":\"urn:allocator:not-found\",\"status\":404}", answer.body(), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BANK CHARGES", "AB/12", "%2F", "a+b", "a&b=c?d#e", "..", ".", "\\", "Stuhl für Zoë", "椅子",
            "🪑🛋", "'; DROP TABLE batch; --", "\"quoted\"", "a;b=c", "{x}", "e\u0301"})
    void anyNameIsFound(String name) {
        WRITER.append(new BatchAddedEvent(name, "batch " + name, 2, null),
                new LineAllocatedEvent(name, "order " + name, "line " + name, 1, "batch " + name, null));

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JSONAssert.assertEquals(json(Map.of("ref", "batch " + name, "sku", name, "allocated", 1)),
                    program.get("batches", "batch " + name).body(), false);
            assertThat(program.get("allocations", "order " + name).body()).contains("\"qty\":1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "%2Fa", "a%2F", "a%2F%2Fb", "%5C"})
    void slashesComeEncoded(String path) {
        var name = URLDecoder.decode(path, StandardCharsets.UTF_8);
        WRITER.append(new BatchAddedEvent(name, "slash " + name, 2, null));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(program.getRaw("/products/" + path).statusCode()).isEqualTo(200));
    }

    @Test
    void namesOfTheLongestKindFitIntoEveryIndex() {
        // random, or PostgreSQL would compress it to fit
        var random = new Random(42);
        var longest = random.ints(255, 0x20000, 0x2a6df)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        WRITER.append(new BatchAddedEvent(longest, longest, 2, null),
                new LineAllocatedEvent(longest, longest, longest, 2, longest, null));

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(program.get("allocations", longest).statusCode()).isEqualTo(200);
            assertThat(program.get("batches", longest).body()).contains("\"allocated\":2");
            assertThat(program.get("products", longest).body()).contains("\"allocated\":2");
        });
    }

    @Test
    void caseMattersAndOrderIsByCodePoint() {
        for (var sku : List.of("b", "B", "a", "\uD83E\uDE91", "\uFF21", "é")) {
            WRITER.append(new BatchAddedEvent("case " + sku, "case " + sku, 5, null),
                    new LineAllocatedEvent("case " + sku, "case", "1", 1, "case " + sku, null));
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(program.get("allocations", "case").body()
                .replaceAll(".*?\"sku\":\"case (.*?)\".*?(\\}|$)", "$1 "))
                .startsWith("B a b é \uFF21 \uD83E\uDE91 "));
        assertThat(program.get("allocations", "CASE").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "x ", "a\nb", "a\u007fb", "\u2028"})
    void aNameThatIsNoneIsRefusedByItsField(String name) throws Exception {
        for (var field : Map.of("allocations", "orderid", "batches", "ref", "products", "sku").entrySet()) {
            var answer = program.get(field.getKey(), name);

            assertThat(answer.statusCode()).isEqualTo(400);
            JSONAssert.assertEquals("{\"type\":\"urn:allocator:invalid-request\",\"errors\":[{\"field\":\""
                    + field.getValue() + "\"}]}", answer.body(), false);
        }
    }

    /** By the web server, before it is a field. */
    @Test
    void aNullCharacterIsRefused() {
        var answer = program.get("products", "a\u0000b");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThat(program.get("batches", "x".repeat(256)).statusCode()).isEqualTo(400);
        assertThat(program.get("batches", "x".repeat(255)).statusCode()).isEqualTo(404);
    }

    @Test
    void isReadyAndAlive() {
        assertThat(program.getRaw("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(program.getRaw("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void describesItself() {
        assertThat(program.getRaw("/v3/api-docs").body()).contains("Allocator: read side", "/allocations/{orderid}",
                "/batches/{ref}", "/products/{sku}", "/backorders", "/overview");
        assertThat(program.getRaw("/api").statusCode()).isIn(200, 302);
    }

    @Test
    void everySerializerWritesJson() {
        assertThat(program.context().getBeansOfType(Serializer.class).values()).isNotEmpty()
                .allSatisfy(s -> assertThat(s).isInstanceOf(Jackson3Serializer.class));
    }

    /** The web server finds out only when somebody asks for a parameter. */
    @ParameterizedTest
    @ValueSource(strings = {"/products?q=%FF", "/backorders?sku=%C3%28", "/products/x/history?orderid=%FF",
            "/orders/o/lines/s?lineid=%FF", "/allocations?sku=%FF", "/changes?sku=%FF", "/overview?x=%FF",
            "/products?q=%", "/products?q=%zz", "/products/x/availability?until=%FF"})
    void bytesThatAreNoTextAreRefused(String path) throws Exception {
        var answer = program.rawStatus(path);

        assertThat(answer).isLessThan(500);
    }

    @Test
    void everyViewHasAPositionOfItsOwn() {
        var views = DATABASE.sql().sql("SELECT processor_name FROM read_model.token_entry ORDER BY processor_name")
                .query(String.class).list();

        assertThat(views).containsExactly("allocations/2", "batches", "history", "products");
        // Axon's configuration has made none besides
        assertThat(program.bean(EventProcessingConfiguration.class).eventProcessors()).isEmpty();
    }

    private static String json(Map<String, Object> fields) {
        return JsonMapper.shared().writeValueAsString(fields);
    }
}
