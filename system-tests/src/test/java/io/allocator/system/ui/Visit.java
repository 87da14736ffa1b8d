package io.allocator.system.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One person's browser window. It notes what the browser complains of: scripts that fail, and what the policy forbids. */
final class Visit implements AutoCloseable {

    private final BrowserContext context;
    private final String root;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visit(BrowserContext context, String root) {
        this.context = context;
        this.root = root;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // that something is not there, or the server away, is what some tests are about
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")
                    && !message.text().contains("net::ERR_")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Goes to a page and waits until it is complete. */
    Visit to(String path) {
        page.navigate(root + path);
        return this;
    }

    Page page() {
        return page;
    }

    /** Elements by a CSS selector. */
    Locator find(String selector) {
        return page.locator(selector);
    }

    /** What a number that stands in the page is. */
    long number(String selector) {
        return Long.parseLong(find(selector).textContent().replace(",", ""));
    }

    /** Waits until the page hears of changes. */
    Visit live() {
        assertThat(find("#connection")).hasAttribute("data-state", "live");
        return this;
    }

    /** Leaves a mark that does not outlive a reload. */
    void mark() {
        page.evaluate("window.marked = true");
    }

    boolean isMarked() {
        return Boolean.TRUE.equals(page.evaluate("window.marked === true"));
    }

    void expectNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
