package io.allocator.query.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The products as a list: in any order, by a part of their SKU, a page at a time. */
class ProductListIT {

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

    /** Each figure puts them in another order; the last two have all figures in common. */
    @BeforeEach
    void threeProducts() {
        DATABASE.sql().sql("TRUNCATE read_model.product, read_model.product_name").update();
        product("RED-CHAIR", 3, 100, 20, 7, 30);
        product("Stuhl für Zoë", 1, 300, 50, 0, 10);
        product("a_b%c\\d", 2, 200, 10, 9, 20);
        product("a_b%c\\d/2", 2, 200, 10, 9, 20);
    }

    @Test
    void aProductHasItsFigures() throws Exception {
        JSONAssert.assertEquals("""
                {"items":[{"sku":"RED-CHAIR","qty":100,"allocated":20,"backordered":7,"shipped":30,"available":50,
                "batches":3}],"next":null}""", program.getRaw("/products?q=RED").body(), true);
    }

    @ParameterizedTest
    @CsvSource({"sku,RSab", "-sku,baSR", "qty,RabS", "-qty,SbaR", "allocated,abRS", "-allocated,SRba",
            "backordered,SRab", "-backordered,baRS", "shipped,SabR", "-shipped,RbaS", "available,RabS",
            "-available,SbaR", "batches,SabR", "-batches,RbaS"})
    void theyComeInTheOrderOfAnyColumnPageByPage(String sort, String expected) {
        for (var limit = 1; limit <= 5; limit++) {
            var found = new ArrayList<String>();
            var cursor = "";
            do {
                var page = page("/products?sort=" + sort + "&limit=" + limit + cursor);
                assertThat(skus(page).size()).isLessThanOrEqualTo(limit);
                found.addAll(skus(page));
                cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
            } while (!cursor.isEmpty());
            assertThat(found).as("by %s", limit).isEqualTo(expected.chars().mapToObj(c -> switch (c) {
                case 'R' -> "RED-CHAIR";
                case 'S' -> "Stuhl für Zoë";
                case 'a' -> "a_b%c\\d";
                default -> "a_b%c\\d/2";
            }).toList());
        }
    }

    @Test
    void withoutAnOrderTheyComeBySkuAHundredAtATime() {
        DATABASE.sql().sql("INSERT INTO read_model.product (sku) SELECT 'X' || i FROM generate_series(1000, 1200) i")
                .update();

        assertThat(skus(page("/products"))).hasSize(100).startsWith("RED-CHAIR", "Stuhl für Zoë", "X1000");
    }

    @ParameterizedTest
    @CsvSource({"red-c,RED-CHAIR", "D-CHA,RED-CHAIR", "FÜR ZOË,Stuhl für Zoë", "ë,Stuhl für Zoë", "d/,a_b%c\\d/2",
            "'r ',Stuhl für Zoë"})
    void aPartOfTheSkuIsFoundInEitherCase(String part, String expected) {
        assertThat(skus(page("/products?q=" + encoded(part)))).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_b", "%c", "\\d", "a_b%c\\d"})
    void whatIsAWildcardElsewhereIsItselfHere(String part) {
        assertThat(skus(page("/products?q=" + encoded(part)))).containsExactly("a_b%c\\d", "a_b%c\\d/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r%d", "R_D", "%%", "__", "no such", "'", "\\\\"})
    void whatNoSkuHoldsIsNotFound(String part) {
        assertThat(skus(page("/products?q=" + encoded(part)))).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheLastEndedWhileProductsChange() {
        var first = page("/products?sort=-available&limit=2");
        assertThat(skus(first)).containsExactly("Stuhl für Zoë", "a_b%c\\d/2");

        // the first falls behind all, the last shown is gone, one comes in before it, and one behind it
        DATABASE.sql().sql("UPDATE read_model.product SET purchased = 61 WHERE sku LIKE 'Stuhl%'").update();
        DATABASE.sql().sql("DELETE FROM read_model.product WHERE sku LIKE '%/2'").update();
        product("NEW-BEFORE", 1, 200, 0, 0, 0);
        product("NEW-BEHIND", 1, 90, 0, 0, 0);

        var second = page("/products?sort=-available&cursor=" + first.get("next").asString());
        assertThat(skus(second)).containsExactly("a_b%c\\d", "NEW-BEHIND", "RED-CHAIR", "Stuhl für Zoë");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void aCursorGoesOnInAnotherSearchOfTheSameOrderButInNoOtherOrder() {
        var next = page("/products?sort=qty&limit=1").get("next").asString();

        assertThat(skus(page("/products?sort=qty&q=c&cursor=" + next))).hasSize(2);
        for (var other : List.of("-qty", "sku", "shipped")) {
            assertThat(program.getRaw("/products?sort=" + other + "&cursor=" + next).body())
                    .contains("\"field\":\"cursor\"");
        }
        assertThat(program.getRaw("/backorders?cursor=" + next).statusCode()).isEqualTo(400);
        assertThat(program.getRaw("/allocations?cursor=" + next).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=1001,limit", "limit=x,limit", "limit=-1,limit", "limit=99999999999,limit",
            "cursor=x,cursor", "cursor=,cursor", "cursor=%C3%A4,cursor", "sort=size,sort",
            "sort=-,sort", "sort=--sku,sort", "sort=SKU,sort", "sort=purchased,sort", "q=,q", "q=a%0Ab,q",
            "q=%7F,q", "q=%E2%80%A8,q"})
    void whatCannotBeAskedIsRefusedByItsField(String parameter, String field) throws Exception {
        for (var accept : List.of("application/json", "text/csv")) {
            var answer = program.getWith("/products?" + parameter, "Accept", accept);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            JSONAssert.assertEquals("{\"type\":\"urn:allocator:invalid-request\",\"errors\":[{\"field\":\"" + field
                    + "\"}]}", answer.body(), false);
        }
    }

    @Test
    void aPartIsNoLongerThanASku() {
        assertThat(program.getRaw("/products?q=" + "x".repeat(256)).statusCode()).isEqualTo(400);
        assertThat(program.getRaw("/products?q=" + encoded("🪑".repeat(255))).statusCode()).isEqualTo(200);
    }

    private static void product(String sku, int batches, long purchased, long allocated, long backordered,
            long shipped) {
        DATABASE.sql().sql("""
                INSERT INTO read_model.product (sku, batches, purchased, allocated, backordered, shipped)
                VALUES (?, ?, ?, ?, ?, ?)""").params(sku, batches, purchased, allocated, backordered, shipped)
                .update();
        DATABASE.sql().sql("INSERT INTO read_model.product_name (sku) VALUES (?)").param(sku).update();
    }

    private static JsonNode page(String path) {
        var answer = program.getRaw(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> skus(JsonNode page) {
        return page.get("items").valueStream().map(product -> product.get("sku").asString()).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
