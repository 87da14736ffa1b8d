package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every page has to be, by everyone who uses it. */
@OnTheDashboard
class EachPageIT {

    private static final String AXE = axe();
    /** The page is as wide as the window, and nothing is cut off at its edge. */
    private static final String FITS = """
            width => innerWidth === width && document.documentElement.scrollWidth === width
                && [...document.querySelectorAll("main :is(h1, h2, h3, p, li, td, tbody th, time, .chip)")]
                    .every(e => !e.checkVisibility() || e.getBoundingClientRect().right <= width)""";

    /** The page is dark, and what its charts were drawn with are its colours. */
    private static final String DARK = """
            () => matchMedia("(prefers-color-scheme: dark)").matches
                && [...document.querySelectorAll("minute-chart, step-chart")].every(chart => {
                    const colour = name => getComputedStyle(chart).getPropertyValue("--" + name).trim();
                    return chart.plot.axes.every(axis => axis.stroke() === colour("muted"));
                })""";
    /** Both sides of each width at which the layout changes, steps of all sizes, and back again. */
    private static final List<Integer> WIDTHS = List.of(360, 500, 640, 760, 761, 768, 900, 1024, 1100, 1101, 1280, 1440,
            1600, 1920, 768, 1600, 360, 768);

    private final Dashboard dashboard;

    EachPageIT(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui", "/ui/products", "/ui/products/RED-CHAIR", "/ui/orders/order-1001",
            "/ui/orders/LONG", "/ui/backorders", "/ui/operations", "/ui/products/NO-SUCH-CHAIR"})
    void isSomethingThatAnybodyCanUseLightOrDarkFromANarrowScreenToAWideOne(String path) {
        try (var visit = dashboard.visit().to(path.replace("LONG", Dashboard.LONG_ORDER))) {
            expectCharts(visit);
            assertThat(brightness(visit)).isGreaterThan(200);
            expectAnybodyCanUse(visit);
            var dark = false;
            for (var width : WIDTHS) {
                visit.page().setViewportSize(width, 740);
                expectCharts(visit);
                // the browser takes a moment to lay it out anew
                visit.page().waitForFunction(FITS, width, new WaitForFunctionOptions().setTimeout(5_000));
                if (width == 360 && !dark) {
                    dark = true;
                    // the other layout, and from here on the other colours, in the page as it stands
                    expectAnybodyCanUse(visit);
                    visit.page().emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                    visit.page().waitForFunction(DARK, null, new WaitForFunctionOptions().setTimeout(5_000));
                    assertThat(brightness(visit)).isLessThan(50);
                    expectAnybodyCanReadTheColours(visit);
                }
            }
            expectAnybodyCanReadTheColours(visit);
            visit.expectNoComplaints();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui", "/ui/products", "/ui/products/RED-CHAIR", "/ui/orders/order-1001",
            "/ui/backorders", "/ui/operations"})
    void isWalkedThroughByKeyboardWithTheFocusInSight(String path) {
        // its scripts know the keys by then
        try (var visit = dashboard.visit().to(path).live()) {
            visit.page().keyboard().press("Tab");
            assertThat(visit.find(".skip")).isFocused();
            assertThat(visit.find(".skip")).isInViewport();
            visit.page().keyboard().press("Enter");
            visit.page().keyboard().press("Tab");
            // the first that can be used within the content
            assertThat(visit.find("main :focus")).hasCount(1);
            for (var i = 0; i < 8 && visit.find("main :focus").count() > 0; i++) {
                assertThat(visit.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                        .as("outline of " + visit.page().evaluate("document.activeElement.outerHTML"))
                        .isIn("solid", "auto");
                visit.page().keyboard().press("Tab");
            }
            visit.page().evaluate("document.activeElement.blur()");
            visit.page().keyboard().press("/");
            assertThat(visit.find("input[type=search]:focus")).hasCount(1);
        }
    }

    /** A chart is drawn when its script is there. */
    private static void expectCharts(Visit visit) {
        for (var chart : visit.find("minute-chart, step-chart").all()) {
            assertThat(chart.locator("canvas")).isVisible();
        }
    }

    private static int brightness(Visit visit) {
        var colour = visit.page().evaluate("getComputedStyle(document.body).backgroundColor").toString();
        return Integer.parseInt(colour.replaceAll("\\D*(\\d+).*", "$1"));
    }

    /** By the rules of axe; what it calls minor or moderate is listed, not held against us. */
    private static void expectAnybodyCanUse(Visit visit) {
        // it has looked
        assertThat(rulesThatHold(visit, Map.of())).isGreaterThan(10);
    }

    /** All else is the same in all colours. */
    private static void expectAnybodyCanReadTheColours(Visit visit) {
        assertThat(rulesThatHold(visit, Map.of("runOnly", List.of("color-contrast")))).isEqualTo(1);
    }

    private static int rulesThatHold(Visit visit, Map<String, ?> options) {
        if (!Boolean.TRUE.equals(visit.page().evaluate("'axe' in window"))) {
            visit.page().evaluate(AXE);
        }
        var result = (Map<?, ?>) Objects.requireNonNull(visit.page().evaluate("""
                options => axe.run(document, { resultTypes: ["violations"], ...options }).then(r => ({
                    rules: r.passes.length,
                    found: r.violations.filter(v => v.impact === "serious" || v.impact === "critical")
                        .map(v => v.id + ": " + v.nodes.map(n => n.html + " " + n.failureSummary).join("; "))
                }))""", options));
        assertThat((List<?>) result.get("found")).isEqualTo(List.of());
        return (Integer) Objects.requireNonNull(result.get("rules"));
    }

    private static String axe() {
        var address = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (var script = EachPageIT.class.getResourceAsStream(address)) {
            return new String(Objects.requireNonNull(script, address).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
