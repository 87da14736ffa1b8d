package io.allocator.system.ui;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.ReadSide;
import io.allocator.system.harness.Standalone;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A running program with its sample data, and a browser to look at it; shared by all tests of pages. */
final class Dashboard implements AutoCloseable {

    /** An order of the sample with two lines. */
    static final String ORDER = "order-1001";
    /** What of it is allocated, and one of its SKUs. */
    static final String SKU = "RED-CHAIR";

    /** An order of somebody who waits, with names as long as they may be and nowhere to break. */
    static final String LONG_ORDER = "x".repeat(255);

    private final Standalone program = Standalone.start("--spring.profiles.active=demo");
    private final Chromium chromium = new Chromium();

    private Dashboard() {
        ReadSide.found(() -> client().order(ORDER));
        // one who waits
        client().backorder("order-waits", SKU, "1", 5_000).expect(202);
        client().backorder(LONG_ORDER, SKU, LONG_ORDER, 5_000).expect(202);
        ReadSide.found(() -> client().order(LONG_ORDER));
    }

    /** The program itself, for those that stop it and start it again where it was. */
    Standalone program() {
        return program;
    }

    AllocatorClient client() {
        return program.client();
    }

    /** Opens a window of 1280 to 800, light. */
    Visit visit() {
        return visit(options -> options);
    }

    Visit visit(UnaryOperator<NewContextOptions> as) {
        return visit(client().read(), chromium, as);
    }

    /** Opens a window on another program. */
    Visit visitAt(URI root) {
        return visit(root, chromium, options -> options);
    }

    static Visit visit(URI root, Chromium chromium, UnaryOperator<NewContextOptions> as) {
        var options = new NewContextOptions().setViewportSize(1280, 800).setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE).setTimezoneId("Europe/Berlin");
        return new Visit(chromium.browser().newContext(as.apply(options)), root.toString());
    }

    @Override
    public void close() {
        chromium.close();
        program.close();
    }

    /** Gives it to a test class's constructor. */
    static final class Opened implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Dashboard.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var running = context.getRoot().getStore(ExtensionContext.Namespace.create(Dashboard.class));
            if (running.get("failure") instanceof Throwable failure) {
                // trying again for each test would take all of their time
                throw new IllegalStateException("There is no dashboard", failure);
            }
            try {
                return running.computeIfAbsent("dashboard", _ -> new Dashboard(), Dashboard.class);
            } catch (AssertionError | RuntimeException failure) {
                running.put("failure", failure);
                throw failure;
            }
        }
    }
}
