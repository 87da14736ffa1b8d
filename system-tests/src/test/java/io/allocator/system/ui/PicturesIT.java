package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.Connections;
import io.allocator.system.harness.OnlineRetail;
import io.allocator.system.harness.OnlineRetail.Operation;
import io.allocator.system.harness.ProjectFiles;
import io.allocator.system.harness.ReadSide;
import io.allocator.system.harness.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of the pages as they are with part of the life of a real shop's stock; its dates are moved so that the
 * middle of April 2011 is today. It takes minutes and checks little that others do not: it runs when it is asked for.
 */
@EnabledIfSystemProperty(named = "allocator.pictures", matches = "write",
        disabledReason = "the documentation's pictures are taken with -Dallocator.pictures=write")
@Timeout(value = 5 * 60)
class PicturesIT {

    private static final LocalDate THEN = LocalDate.of(2011, 4, 18);
    private static final int OPERATIONS = 250_000;
    private static final int ONE_SKU_OF = 12;
    private static final int CONNECTIONS = 16;
    private static final int WIDE = 1_000;
    private static final int BELOW = 70;
    private static final int LARGEST_KILOBYTES = 250;
    private static final Duration MAY_CATCH_UP_FOR = Duration.ofMinutes(2);

    private final long days = ChronoUnit.DAYS.between(THEN, LocalDate.now(ZoneId.systemDefault()));

    @Test
    void eachPageShowsRealOrders() throws Exception {
        var found = OnlineRetail.find();
        if (found.isEmpty()) {
            System.out.println("PicturesIT is SKIPPED: no real operations at " + ProjectFiles.onlineRetail());
        }
        Assumptions.assumeTrue(found.isPresent(), "no real operations");
        var operations = found.get().operations().stream().limit(OPERATIONS)
                .filter(o -> Math.floorMod(o.sku().hashCode(), ONE_SKU_OF) == 0).toList();
        try (var program = Standalone.start(); var chromium = new Chromium()) {
            replay(program.client(), operations);
            var sku = busiest(operations, Operation::sku);
            var order = busiest(operations.stream().filter(o -> o.expect().equals("BACKORDERED")).toList(),
                    Operation::orderid);

            take("overview", program, chromium, "/ui", o -> o);
            take("overview-dark", program, chromium, "/ui", o -> o.setColorScheme(ColorScheme.DARK));
            take("overview-narrow", program, chromium, "/ui", o -> o.setViewportSize(360, 740));
            take("products", program, chromium, "/ui/products?sort=-backordered", o -> o);
            take("products-narrow", program, chromium, "/ui/products?sort=-backordered",
                    o -> o.setViewportSize(360, 740));
            var product = AllocatorClient.path("ui", "products", sku);
            take("product", program, chromium, product, o -> o);
            take("product-dark", program, chromium, product, o -> o.setColorScheme(ColorScheme.DARK));
            take("product-narrow", program, chromium, product, o -> o.setViewportSize(360, 740));
            take("order", program, chromium, AllocatorClient.path("ui", "orders", order), o -> o);
            take("backorders", program, chromium, "/ui/backorders", o -> o);
        }
    }

    private void replay(AllocatorClient client, List<Operation> operations) throws InterruptedException {
        // order matters within a SKU only
        var bySku = operations.stream().collect(Collectors.groupingBy(Operation::sku)).values().stream()
                .sorted(Comparator.<List<Operation>>comparingInt(List::size).reversed()).toList();
        Connections.each(CONNECTIONS, bySku, work -> {
            work.forEach(operation -> send(client, operation));
            return work.size();
        });
        var waiting = "order-last";
        var sku = bySku.getFirst().getFirst().sku();
        client.backorder(waiting, sku, "1", 2);
        ReadSide.eventually(MAY_CATCH_UP_FOR, () -> client.order(waiting).expect(200));
        client.deallocate(waiting, sku, "1").expect(204);
        ReadSide.eventually(MAY_CATCH_UP_FOR, () -> client.order(waiting).expect(404));
    }

    private void send(AllocatorClient client, Operation o) {
        switch (o.op()) {
            case "add_batch" -> client.addBatch(o.ref(), o.sku(), o.qty(), moved(o.eta()));
            case "allocate" -> {
                if (o.mayWait()) {
                    client.backorder(o.orderid(), o.sku(), o.lineid(), o.qty());
                } else {
                    client.allocate(o.orderid(), o.sku(), o.lineid(), o.qty());
                }
            }
            case "deallocate" -> client.deallocate(o.orderid(), o.sku(), o.lineid());
            case "ship" -> client.ship(o.orderid(), o.sku(), o.lineid());
            case "change_batch_quantity" -> client.change(o.ref(), Map.of("qty", o.qty()));
            case "change_batch_eta" -> {
                var change = new HashMap<String, @Nullable Object>();
                change.put("eta", moved(o.eta()));
                client.change(o.ref(), change);
            }
            default -> throw new AssertionError("An operation nobody knows: " + o);
        }
    }

    private @Nullable String moved(@Nullable String eta) {
        return eta == null ? null : LocalDate.parse(eta).plusDays(days).toString();
    }

    private static String busiest(List<Operation> operations,
            Function<Operation, String> by) {
        return operations.stream().collect(Collectors.groupingBy(by, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow().getKey();
    }

    private static void take(String name, Standalone program, Chromium chromium, String path,
            UnaryOperator<NewContextOptions> as) throws IOException {
        try (var visit = Dashboard.visit(program, chromium, as).to(path).live()) {
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
