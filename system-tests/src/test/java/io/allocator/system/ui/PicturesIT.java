package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.DecidedOperations;
import io.allocator.system.harness.OnlineRetail;
import io.allocator.system.harness.OnlineRetail.Operation;
import io.allocator.system.harness.ProjectFiles;
import io.allocator.system.harness.SeparateSides;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of the pages as they are with the life of a real shop's stock up to the middle of April 2011: its dates
 * are moved so that this is today. When things happened is not in the data; it is made up, more and more of it towards
 * now. It takes minutes and checks little that others do not: it runs when it is asked for.
 */
@EnabledIfSystemProperty(named = "allocator.pictures", matches = "write",
        disabledReason = "the documentation's pictures are taken with -Dallocator.pictures=write")
@Timeout(value = 10 * 60)
class PicturesIT {

    private static final LocalDate FIRST = LocalDate.of(2010, 12, 1);
    private static final LocalDate THEN = LocalDate.of(2011, 4, 18);
    private static final int OPERATIONS = 250_000;
    private static final int LATEST = 15_000;
    private static final double DENSER = 1.3;
    private static final int WIDE = 1_000;
    private static final int BELOW = 70;
    private static final int LARGEST_KILOBYTES = 300;
    private static final Duration MAY_CATCH_UP_FOR = Duration.ofMinutes(5);

    @Test
    void eachPageShowsRealOrders() throws Exception {
        var found = OnlineRetail.find();
        if (found.isEmpty()) {
            System.out.println("PicturesIT is SKIPPED: no real operations at " + ProjectFiles.onlineRetail());
        }
        Assumptions.assumeTrue(found.isPresent(), "no real operations");
        var operations = found.get().operations().stream().limit(OPERATIONS).toList();
        try (var sides = SeparateSides.start(1); var chromium = new Chromium()) {
            live(sides, operations);
            var root = sides.client().read();
            var sku = busiest(operations, Operation::sku);
            var order = busiest(operations.stream().skip(OPERATIONS - LATEST)
                    .filter(o -> o.expect().equals("BACKORDERED")).toList(), Operation::orderid);

            take("overview", root, chromium, "/ui", o -> o);
            take("overview-dark", root, chromium, "/ui", o -> o.setColorScheme(ColorScheme.DARK));
            take("overview-narrow", root, chromium, "/ui", o -> o.setViewportSize(360, 740));
            take("products", root, chromium, "/ui/products?sort=-backordered", o -> o);
            take("products-narrow", root, chromium, "/ui/products?sort=-backordered",
                    o -> o.setViewportSize(360, 740));
            var product = AllocatorClient.path("ui", "products", sku);
            take("product", root, chromium, product, o -> o);
            take("product-dark", root, chromium, product, o -> o.setColorScheme(ColorScheme.DARK));
            take("product-narrow", root, chromium, product, o -> o.setViewportSize(360, 740));
            take("order", root, chromium, AllocatorClient.path("ui", "orders", order), o -> o);
            take("backorders", root, chromium, "/ui/backorders", o -> o);
            take("operations", root, chromium, "/ui/operations", o -> o);
        }
    }

    private static void live(SeparateSides sides, List<Operation> operations) {
        var today = LocalDate.now(ZoneId.systemDefault());
        var events = DecidedOperations.events(operations,
                Period.ofDays(Math.toIntExact(ChronoUnit.DAYS.between(THEN, today))));
        var now = Instant.now();
        var millis = Duration.ofDays(ChronoUnit.DAYS.between(FIRST, THEN)).toMillis();
        sides.fill(events, i -> now
                .minusMillis((long) (millis * Math.pow(1 - (i + 1.0) / events.size(), DENSER))));
        sides.awaitViews(MAY_CATCH_UP_FOR, events.size());
    }

    private static String busiest(List<Operation> operations, Function<Operation, String> by) {
        return operations.stream().collect(Collectors.groupingBy(by, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow().getKey();
    }

    private static void take(String name, URI root, Chromium chromium, String path,
            UnaryOperator<NewContextOptions> as) throws IOException {
        try (var visit = Dashboard.visit(root, chromium, as).to(path).live()) {
            for (var chart : visit.find("minute-chart, step-chart").all()) {
                assertThat(chart.locator("canvas")).isVisible();
            }
            assertThat(visit.find("main tbody tr, main .rows li").first()).isAttached();
            var chart = visit.find("step-chart");
            var size = visit.page().viewportSize();
            if (size.width > WIDE && chart.count() > 0) {
                // the whole of it
                var end = chart.boundingBox();
                visit.page().setViewportSize(size.width, (int) (end.y + end.height) + BELOW);
                assertThat(chart).isInViewport(new IsInViewportOptions().setRatio(1));
            }
            var picture = visit.page().screenshot();
            visit.expectNoComplaints();
            assertThat(picture.length).as(name).isBetween(5 * 1024, LARGEST_KILOBYTES * 1024);
            Path pictures = Files.createDirectories(ProjectFiles.root().resolve("docs/pictures"));
            Files.write(pictures.resolve(name + ".png"), picture);
        }
    }
}
