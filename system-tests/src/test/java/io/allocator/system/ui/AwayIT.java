package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasClassOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.allocator.system.harness.SeparateSides;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** While its database is away the query side says so, and a page shows by itself what it was asked for once it is back. */
@OnTheDashboard
class AwayIT {

    private static final double LONG = 60_000;

    private final Dashboard dashboard;

    AwayIT(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Test
    void aPageThatCannotBeShownTriesAgainByItself() {
        try (var sides = SeparateSides.start(0); var visit = dashboard.visitAt(sides.querySide())) {
            sides.databaseGoesAway();
            var answer = Objects.requireNonNull(visit.page().navigate(sides.querySide() + "/ui/products"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey("retry-after");
            assertThat(visit.find("main")).containsText("This page tries again by itself");

            sides.databaseComesBack();

            assertThat(visit.find("h1")).hasText("Products", new HasTextOptions().setTimeout(LONG));
            assertThat(visit.find("main")).containsText("No products yet");
            visit.expectNoComplaints();
        }
    }

    @Test
    void aSearchThatFailsIsTriedAgainByItself() {
        try (var sides = SeparateSides.start(1); var visit = dashboard.visitAt(sides.querySide())) {
            sides.client().addBatch("lamps", "LAMP", 1, null).expect(201);
            sides.client().addBatch("mugs", "MUG", 1, null).expect(201);
            visit.page().navigate(sides.querySide() + "/ui/products");
            var names = visit.find(".products tbody .name");
            assertThat(names).hasText(new String[]{"LAMP", "MUG"}, new HasTextOptions().setTimeout(LONG));
            visit.live();
            sides.databaseGoesAway();

            visit.find("#q").fill("MU");

            assertThat(visit.find("body")).hasClass(Pattern.compile("\\bstale\\b"),
                    new HasClassOptions().setTimeout(LONG));
            sides.databaseComesBack();
            assertThat(names).hasText(new String[]{"MUG"}, new HasTextOptions().setTimeout(LONG));
            assertThat(visit.find("body")).not().hasClass(Pattern.compile("\\bstale\\b"));
        }
    }
}
