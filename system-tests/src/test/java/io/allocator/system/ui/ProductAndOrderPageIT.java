package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import io.allocator.system.harness.ReadSide;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One product, one order, and the ways between them. */
@OnTheDashboard
class ProductAndOrderPageIT {

    private final Dashboard dashboard;

    ProductAndOrderPageIT(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Test
    void aProductShowsItsBatchesInOrderOfPreferenceItsOpenLinesAndItsHistory() {
        var arrives = dashboard.client().batch("chairs-red-2").expect(200).json().get("eta").asString();
        // the sample was made some time ago: midnight may have passed since
        var days = ChronoUnit.DAYS.between(LocalDate.now(ZoneOffset.UTC), LocalDate.parse(arrives));
        try (var visit = dashboard.visit().to("/ui/products/RED-CHAIR")) {
            assertThat(visit.find(".batches tbody th")).hasText(new String[]{"chairs-red-1", "chairs-red-2"});
            assertThat(visit.find(".batches tbody tr").nth(0)).containsText("In the warehouse");
            assertThat(visit.find(".batches tbody tr").nth(1)).containsText("in %d days".formatted(days));
            assertThat(visit.find("#lines tbody tr").filter(having("order-1001"))).containsText("Allocated");
            assertThat(visit.find("#lines tbody tr").filter(having("order-waits"))).containsText("Backordered");
            assertThat(visit.find("#history .entries li").last()).containsText("Batch added");
            // now, and from the day of the shipment on
            assertThat(visit.find("#promise tbody tr")).hasCount(2);
        }
    }

    @Test
    void anOrderShowsItsLinesAndTheStoryOfTheChosenOne() {
        try (var visit = dashboard.visit().to("/ui/orders/order-1001")) {
            assertThat(visit.find(".lines tbody tr")).hasCount(2);
            assertThat(visit.find(".lines [aria-current]")).hasText("OAK-TABLE");
            visit.find(".lines a").filter(having("RED-CHAIR")).click();
            assertThat(visit.find(".lines [aria-current]")).hasText("RED-CHAIR");
            assertThat(visit.find("#story")).containsText("Line allocated");
            assertThat(visit.find("#story header")).containsText("RED-CHAIR");
            assertThat(visit.page()).hasURL(Pattern.compile("order-1001\\?sku=RED-CHAIR&lineid=1"));
        }
    }

    @Test
    void theSearchBoxLeadsToProductsOrdersAndBatches() {
        try (var visit = dashboard.visit().to("/ui")) {
            visit.find("#find").fill("order-1001");
            visit.find("#find").press("Enter");
            assertThat(visit.find("h1")).hasText("Order order-1001");
            visit.find("#find").fill("mugs-stone-1");
            visit.find("#find").press("Enter");
            assertThat(visit.find("h1")).hasText("STONE-MUG");
            visit.find("#find").fill("lamp");
            visit.find("#find").press("Enter");
            assertThat(visit.find("h1")).hasText("Products");
            assertThat(visit.find("#q")).hasValue("lamp");
        }
    }

    @Test
    void anyNameHasItsPage() {
        var sku = "Ü/50% \"<b>&'{x}?#+";
        dashboard.client().addBatch("odd \\/ batch", sku, 7, null).expect(201);
        dashboard.client().allocate("odd/ord\\er %2F", sku, 3).expect(201);
        ReadSide.found(() -> dashboard.client().order("odd/ord\\er %2F"));
        try (var visit = dashboard.visit().to("/ui/products?q=%3Cb%3E")) {
            visit.find(".products tbody a").click();
            assertThat(visit.find("h1")).hasText(sku);
            visit.live();
            visit.find("#lines tbody a").click();
            assertThat(visit.find("h1")).hasText("Order odd/ord\\er %2F");
            visit.live();
            visit.find("#story header a").click();
            assertThat(visit.find("h1")).hasText(sku);
            visit.expectNoComplaints();
        }
    }

    @Test
    void timesAreLocalAndExactOnHover() {
        dashboard.client().addBatch("clock-1", "LOCAL-CLOCK", 1, null).expect(201);
        ReadSide.found(() -> dashboard.client().product("LOCAL-CLOCK"));
        try (var visit = dashboard.visit(options -> options.setTimezoneId("Asia/Kolkata"))
                .to("/ui/products/LOCAL-CLOCK")) {
            var time = visit.find("#history time").first();
            assertThat(time).hasAttribute("datetime", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z"));
            assertThat(time).hasAttribute("title", Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}.*\\+05:30"));
            assertThat(time).hasText(Pattern.compile("^\\d\\d:\\d\\d:\\d\\d$"));
        }
    }

    @Test
    void backordersAreListedInAcceptedOrderOfAllOrOfOneSku() {
        try (var visit = dashboard.visit().to("/ui/backorders?sku=RED-CHAIR")) {
            assertThat(visit.find(".lines tbody tr").first()).containsText("order-waits");
            visit.find("#sku").fill("NOBODY-WAITS");
            visit.find("#sku").press("Enter");
            assertThat(visit.find(".nothing")).containsText("Nobody waits for “NOBODY-WAITS”");
            visit.find(".nothing a").click();
            assertThat(visit.find(".lines tbody tr").filter(having("order-waits"))).hasCount(1);
        }
    }

    private static FilterOptions having(String text) {
        return new FilterOptions().setHasText(text);
    }
}
