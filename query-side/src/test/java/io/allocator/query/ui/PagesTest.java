package io.allocator.query.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.query.LagView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What the pages say, over made-up answers; how they behave in a browser is tested from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final String NAME = "%C3%9C%2F50%25%20%22%3Cb%3E%26%27%7Bx%7D";

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext program;
    private SampleAnswers answers;

    @BeforeAll
    void start() {
        program = SampleDashboard.start(0);
        answers = program.getBean(SampleAnswers.class);
    }

    @AfterAll
    void stop() {
        program.close();
        http.close();
    }

    @AfterEach
    void allIsWell() {
        answers.databaseIsAway(false);
        answers.nothingIsThere(false);
        answers.lagIs(SampleAnswers.BEHIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui", "/ui/", "/ui/products", "/ui/products/85123A", "/ui/orders/536365",
            "/ui/backorders", "/ui/backorders?sku=22423", "/ui/operations", "/ui/products/?name=..",
            "/ui/orders/?name=."})
    void eachPageIsDrawnAndLetsOnlyOurOwnFilesRun(String path) throws Exception {
        var page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';").doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.body()).contains("<main id=\"main\"", "<h1").doesNotContain(" style=", "onclick", "th:");
        assertThat(page.body().split("<script", -1)).allSatisfy(
                script -> assertThat(script.substring(0, Math.min(8, script.length()))).doesNotStartWith(">"));
    }

    /** By its key an element of a page is found again when the page is brought up to date. */
    @ParameterizedTest
    @ValueSource(strings = {"/ui", "/ui/products", "/ui/products/85123A", "/ui/orders/536365", "/ui/backorders",
            "/ui/operations"})
    void noTwoElementsOfAListHaveOneKey(String path) throws Exception {
        for (var list : get(path).body().split("</?(?:tbody|ul|ol)[^>]*>", -1)) {
            assertThat(Pattern.compile("<(?:tr|li)\\b[^>]*\\bdata-key=\"([^\"]*)\"").matcher(list).results()
                    .map(key -> key.group(1)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theRootLeadsToTheDashboard() throws Exception {
        var answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/ui");
    }

    @Test
    void anyNameIsShownAsItIsAndLedToPercentEncoded() throws Exception {
        assertThat(get("/ui/products?q=%3Cb%3E").body()).contains("href=\"/ui/products/" + NAME + "\"",
                "Ü/50% &quot;&lt;b&gt;&amp;&#39;{x}").doesNotContain("<b>&");
        assertThat(get("/ui/products/" + NAME).body()).contains("<h1>Ü/50% &quot;&lt;b&gt;&amp;&#39;{x}</h1>",
                "data-changes=\"/changes?sku=" + NAME + "\"");
        assertThat(get("/ui/orders/536365").body())
                .contains("href=\"/ui/orders/536365?sku=" + NAME + "&amp;lineid=1\"");
    }

    @ParameterizedTest
    @CsvSource({"85123A,/ui/products/85123A", "NO1,/ui/products?q=NO1", "NOT-A-SKU,/ui/orders/NOT-A-SKU",
            "NO-SKU-1,/ui/products/85123A",
            "'',/ui/products", "%00,/ui/products"})
    void theSearchBoxLeadsToWhatIsSoNamed(String query, String page) throws Exception {
        var answer = get("/ui/find?q=" + query);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(page);
    }

    @Test
    void columnsSortAndSayHowTheyAreSorted() throws Exception {
        assertThat(get("/ui/products").body()).contains("aria-sort=\"ascending\"",
                "href=\"/ui/products?sort=-available\"", "href=\"/ui/products?sort=-sku\"");
        assertThat(get("/ui/products?sort=-available&q=S").body()).contains("aria-sort=\"descending\"",
                "href=\"/ui/products?q=S&amp;sort=available\"", "href=\"/ui/products?q=S\"");
    }

    @Test
    void pagesLeadOnAndBackToTheFirst() throws Exception {
        var first = get("/ui/products?limit=20").body();

        assertThat(first).contains("href=\"/ui/products?limit=20&amp;value=7&amp;after=SKU-017\"")
                .doesNotContain(">First page<");
        assertThat(get("/ui/products?limit=20&value=7&after=SKU-017").body()).contains(">First page<", "SKU-018")
                .doesNotContain(">SKU-017<");
        assertThat(get("/ui/products?value=7&after=SKU-118").body()).contains("SKU-119").doesNotContain(">Next page<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/products?limit=x", "/ui/products?limit=0", "/ui/products?limit=99999999999999999999",
            "/ui/products?limit=-1", "/ui/products?sort=nothing", "/ui/products?sort=-", "/ui/products?after=%00",
            "/ui/products?after=a&value=much", "/ui/products?q=%00", "/ui/products/85123A?lines=x&before=y",
            "/ui/backorders?after=x", "/ui/backorders?sku=%20", "/ui/orders/1?sku=%00&lineid=", "/ui/orders/1?sku=x"})
    void whatMakesNoSenseInAnAddressIsIgnored(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/ui/products/NOTHING,404,There is no product NOTHING", "/ui/orders/NO-LINES,404,Order NO-LINES has no",
            "/ui/nothing,404,There is nothing at this address", "/ui/orders/%20,400,not one that can be shown",
            "/ui/products/%0A,400,not one that can be shown",
            "/ui/products?q=%FF,400,not one that can be shown"})
    void whatThereIsNotIsSaidOnAPage(String path, int status, String words) throws Exception {
        var page = get(path);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains(words, "aria-label=\"Main\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui", "/ui/products/85123A", "/ui/operations"})
    void aDatabaseThatIsAwayIsSaidOnAPageThatTriesAgain(String path) throws Exception {
        answers.databaseIsAway(true);

        var page = get(path);

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(page.body()).contains("No figures right now", "data-passing=\"true\"").doesNotContain("Exception");
    }

    @Test
    void theOverviewSaysHowFarTheViewsAreBehindTheWorstFirst() throws Exception {
        assertThat(get("/ui").body()).contains("data-behind=\"true\"",
                "<span class=\"chip late\">History 1,204 events, 3.2 s behind</span>",
                "<th scope=\"row\">Batches</th>", "<td class=\"n\">0.1 s</td>");

        answers.lagIs(new LagView(List.of(new LagView.View("products", 0, 0), new LagView.View("history", 1, 80))));
        assertThat(get("/ui").body()).contains("<span class=\"chip behind\">History 1 event, 0.1 s behind</span>");

        answers.lagIs(new LagView(List.of(new LagView.View("products", 0, 0), new LagView.View("history", 0, 0))));
        assertThat(get("/ui").body()).contains("<span class=\"chip current\">Views up to date</span>")
                .doesNotContain("data-behind");
    }

    @Test
    void theOverviewIsDrawnAlsoWhenTheLagCannotBeTold() throws Exception {
        answers.lagIs(null);

        var page = get("/ui");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("How far the views are behind cannot be told", "Lines per minute");
    }

    @Test
    void operationsShowWhatIsSetAsideAndLetItBeTriedAgain() throws Exception {
        var page = get("/ui/operations").body();

        assertThat(page).contains("hx-post=\"/operations/dead-letters/batches/" + NAME + "/retry\"",
                "hx-post=\"/operations/dead-letters/batches/" + NAME + "/discard?event=17\"", "hx-confirm=",
                "Of 1 rows to change 0 are there", ">1,031<", ">Not running<", "0: free",
                "hx-delete=\"/operations/views/products/rebuild\"", "hx-post=\"/operations/views/batches/rebuild\"",
                "Being made again, at event 156,589 of 313,178, 1 SKU set aside", "value=\"50\"", "data-behind");

        answers.lagIs(null);
        assertThat(get("/ui/operations").body()).contains(">unknown<", "cannot be told");
    }

    @Test
    void aBrowserThatAsksForOperationsIsLedToThePage() throws Exception {
        var port = program.getEnvironment().getRequiredProperty("local.server.port");
        var answer = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/operations"))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/ui/operations");
    }

    @Test
    void whatIsEmptySaysSo() throws Exception {
        answers.nothingIsThere(true);

        assertThat(get("/ui").body()).contains("Nothing here yet", "All quiet.", "Nothing is out of stock.",
                "No shipment is late.", "Nobody waits.");
        assertThat(get("/ui/products").body()).contains("No products yet.");
        assertThat(get("/ui/operations").body()).contains("Nothing is set aside.").doesNotContain("Give up");
        assertThat(get("/ui/products?q=%3Ci%3E").body()).contains("No SKU has “<span>&lt;i&gt;</span>” in it.");
        assertThat(get("/ui/backorders").body()).contains("Nobody waits.");
        assertThat(get("/ui/backorders?sku=NOBODY").body()).contains("Nobody waits for “<span>NOBODY</span>”");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var port = program.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
                BodyHandlers.ofString());
    }
}
