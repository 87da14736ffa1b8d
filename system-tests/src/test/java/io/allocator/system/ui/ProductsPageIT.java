package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Products are found by a part of their name, by figures, and page by page. */
@OnTheDashboard
class ProductsPageIT {

    private static final String ROWS = ".products tbody tr";

    private final Dashboard dashboard;

    ProductsPageIT(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Test
    void theSampleIsListedBySkuWithFiguresAndABarEach() {
        try (var visit = dashboard.visit().to("/ui/products")) {
            assertThat(visit.find(ROWS).nth(0)).containsText("BLUE-CHAIR");
            assertThat(visit.find(ROWS + " .bar")).hasCount(visit.find(ROWS).count());
            assertThat(visit.find(ROWS).filter(having("MUG")).locator("[data-label=Purchased]")).hasText("500");
        }
    }

    @Test
    void aSearchNarrowsTheListWhileItIsTyped() {
        try (var visit = dashboard.visit().to("/ui/products")) {
            visit.mark();
            visit.find("#q").focus();
            visit.page().keyboard().type("chair");

            assertThat(visit.find(ROWS)).hasCount(2);
            assertThat(visit.page()).hasURL(Pattern.compile("/ui/products\\?q=chair$"));
            assertThat(visit.find("#q")).isFocused();
            assertThat(visit.find("#q")).hasValue("chair");
            visit.page().keyboard().type("-of-gold");
            assertThat(visit.find(".nothing")).containsText("No SKU has “chair-of-gold” in it.");
            assertThat(visit.isMarked()).as("without a reload").isTrue();

            visit.page().goBack();
            assertThat(visit.find(ROWS)).hasCount(2);
        }
    }

    @Test
    void aHeadingSortsByItsColumnOneWayAndTheOther() {
        try (var visit = dashboard.visit().to("/ui/products")) {
            visit.find("thead a").filter(having("Available")).click();
            assertThat(visit.find("th[aria-sort=descending]")).hasText("Available");
            assertThat(visit.page()).hasURL(Pattern.compile("sort=-available"));
            visit.find("thead a").filter(having("Available")).press("Enter");
            assertThat(visit.find("th[aria-sort=ascending]")).hasText("Available");
            assertThat(visit.find("thead a").filter(having("Available"))).isFocused();
            assertThat(visit.find(ROWS + " [data-label=Available]").allTextContents().stream()
                    .map(units -> Integer.valueOf(units.replace(",", "")))).isSorted();
        }
    }

    @Test
    void pagesFollowEachOtherAndLeadBackToTheFirst() {
        try (var visit = dashboard.visit().to("/ui/products?limit=5")) {
            assertThat(visit.find(ROWS)).hasCount(5);
            var first = visit.find(ROWS + " th").allTextContents();
            visit.find("a[rel=next]").click();
            assertThat(visit.find(".pager")).containsText("First page");
            assertThat(visit.find(ROWS + " th").allTextContents()).hasSize(5).doesNotContainAnyElementsOf(first);
            visit.find(".pager a").filter(having("First page")).click();
            assertThat(visit.find(ROWS + " th").nth(0)).containsText("BLUE-CHAIR");
        }
    }

    @Test
    void allOfItWorksWithoutScripts() {
        try (var visit = dashboard.visit(options -> options.setJavaScriptEnabled(false)).to("/ui/products?limit=5")) {
            visit.find("a[rel=next]").click();
            assertThat(visit.find(".pager")).containsText("First page");
            visit.find("#q").fill("chair");
            visit.find("#q").press("Enter");
            assertThat(visit.find(ROWS)).hasCount(2);
            visit.find(ROWS + " a").filter(having("RED-CHAIR")).click();
            assertThat(visit.find("h1")).hasText("RED-CHAIR");
        }
    }

    private static FilterOptions having(String text) {
        return new FilterOptions().setHasText(text);
    }
}
