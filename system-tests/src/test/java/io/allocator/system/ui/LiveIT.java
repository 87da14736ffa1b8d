package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import io.allocator.system.harness.Fresh;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages follow what happens, without a reload, and say when they cannot. */
@OnTheDashboard
class LiveIT {

    private static final double LONG = 60_000;

    private final Dashboard dashboard;

    LiveIT(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Test
    void anAllocationShowsOnItsProductsPageAndInTheActivityByItself() {
        try (var product = dashboard.visit().to("/ui/products/PAPER-LAMP").live();
                var overview = dashboard.visit().to("/ui").live()) {
            product.mark();
            overview.mark();
            var available = product.number("#available");
            var order = Fresh.name("order-live");

            dashboard.client().allocate(order, "PAPER-LAMP", 3).expect(201);

            assertThat(product.find("#available")).hasText(String.valueOf(available - 3));
            assertThat(product.find("#lines")).containsText(order);
            assertThat(product.find("#history .entries li").first()).containsText(order);
            assertThat(overview.find(".activity li").first()).containsText(order);
            assertThat(product.isMarked() && overview.isMarked()).as("without a reload").isTrue();
        }
    }

    @Test
    void whoReadsOrTypesIsNotDisturbedByARefresh() {
        try (var visit = dashboard.visit(options -> options.setViewportSize(360, 400)).to("/ui/products").live()) {
            visit.find("#q").fill("LAMP");
            assertThat(visit.page()).hasURL(Pattern.compile("q=LAMP"));
            visit.find("#q").evaluate("q => q.setSelectionRange(1, 3)");
            visit.page().evaluate("window.scrollTo(0, 120)");
            var row = visit.find(".products tbody tr").filter(new FilterOptions().setHasText("PAPER-LAMP"));
            var before = row.locator("[data-label=Allocated]").textContent();

            dashboard.client().allocate(Fresh.name("order-live"), "PAPER-LAMP", 1).expect(201);

            assertThat(row.locator("[data-label=Allocated]")).not().hasText(before);
            assertThat(visit.find("#q")).isFocused();
            assertThat(visit.page().evaluate("document.activeElement.selectionEnd")).isEqualTo(3);
            assertThat(visit.page().evaluate("Math.round(window.scrollY)")).isEqualTo(120);
        }
    }

    /** A browser gives all tabs together six connections to a server. */
    @Test
    void aPageThatNobodyLooksAtListensNoLongerAndCatchesUpWhenSomebodyDoes() {
        try (var visit = dashboard.visit().to("/ui/products/PAPER-LAMP").live()) {
            var ended = new CompletableFuture<Void>();
            visit.page().onRequestFailed(request -> {
                if (request.url().contains("/changes")) {
                    ended.complete(null);
                }
            });
            var available = visit.number("#available");
            hide(visit, true);
            visit.page().waitForCondition(ended::isDone);
            dashboard.client().allocate(Fresh.name("order-unseen"), "PAPER-LAMP", 1).expect(201);

            hide(visit, false);

            assertThat(visit.find("#available")).hasText(String.valueOf(available - 1));
            dashboard.client().allocate(Fresh.name("order-seen"), "PAPER-LAMP", 1).expect(201);
            assertThat(visit.find("#available")).hasText(String.valueOf(available - 2));
        }
    }

    private static void hide(Visit visit, boolean isHidden) {
        visit.page().evaluate("hidden => { Object.defineProperty(document, 'hidden', "
                + "{ configurable: true, get: () => hidden }); document.dispatchEvent(new Event('visibilitychange')); }",
                isHidden);
    }

    @Test
    void manyChangesAreFetchedAtMostOnceASecond() {
        try (var visit = dashboard.visit().to("/ui").live()) {
            var fetched = new AtomicInteger();
            visit.page().onRequest(request -> {
                if (request.headers().containsKey("hx-request")) {
                    fetched.incrementAndGet();
                }
            });
            var start = System.nanoTime();
            var last = "";
            for (var i = 0; i < 100; i++) {
                last = Fresh.name("order-many");
                dashboard.client().allocate(last, "STONE-MUG", 1).expect(201);
            }
            assertThat(visit.find(".activity")).containsText(last);
            var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
            assertThat(fetched.get()).isBetween(1, (int) (seconds + 2));
        }
    }

    @Test
    void aLostConnectionIsSaidAndWhenItIsBackSoIsWhatWasMissed() throws Exception {
        var program = dashboard.program();
        try (var visit = dashboard.visit().to("/ui").live()) {
            visit.mark();
            program.stop(Duration.ofSeconds(30));
            assertThat(visit.find("#connection")).hasText("Connection lost, trying again");
            assertThat(visit.find("#connection")).hasAttribute("role", "status");

            program.startAgainThere();
            var order = Fresh.name("order-after");
            program.client().allocate(order, "STONE-MUG", 1).expect(201);

            assertThat(visit.find("#connection")).hasAttribute("data-state", Pattern.compile("again|live"),
                    new HasAttributeOptions().setTimeout(LONG));
            assertThat(visit.find(".activity")).containsText(order);
            assertThat(visit.isMarked()).as("without a reload").isTrue();
        }
    }
}
