package io.allocator.query.audit;

import io.allocator.query.audit.AuditReport.Difference;
import io.allocator.query.audit.AuditReport.Phase;
import io.allocator.query.audit.AuditStatus.State;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;

/** The program as a command that runs one audit, beside a live system, and tells about it in plain lines. */
public final class AuditCommand {

    /** What the program is called with. */
    private static final String NAME = "audit";

    private static final int CLEAN = 0;
    private static final int FINDINGS = 1;
    private static final int NOT_DONE = 2;

    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final PrintStream out;
    private final Class<?> program;

    /**
     * Sets it up.
     *
     * @param program with the beans of this side
     * @param out to which it tells
     */
    public AuditCommand(Class<?> program, PrintStream out) {
        this.program = program;
        this.out = out;
    }

    /** Whether the arguments ask for it. */
    public static boolean isMeant(String... arguments) {
        return List.of(arguments).contains(NAME);
    }

    /**
     * Runs it.
     *
     * @param arguments the program's, with its settings
     * @return the exit code: 0 when nothing was found, 1 when something was, 2 when it could not be done
     */
    public int run(String... arguments) {
        var settings = Arrays.stream(arguments).filter(argument -> !argument.equals(NAME)).toArray(String[]::new);
        var application = new SpringApplicationBuilder(program).web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF).logStartupInfo(false).properties("logging.level.root=warn")
                // neither the views' processors nor anything else begins to work
                .initializers(context -> context.getBeanFactory().registerSingleton(
                        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingStarts()));
        try (var context = application.run(settings)) {
            return run(context.getBean(Audits.class));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_DONE;
        } catch (RuntimeException e) {
            out.println("The audit could not be done: " + e);
            return NOT_DONE;
        }
    }

    private int run(Audits audits) throws InterruptedException {
        var begun = audits.begin();
        if (begun.isEmpty()) {
            out.println("The audit could not be done: an audit is running already");
            return NOT_DONE;
        }
        while (!begun.get().await(TELL_EVERY)) {
            tell(begun.get().report());
        }
        var report = begun.get().report();
        tell(report);
        report.views().forEach(view -> out.printf(Locale.ROOT, "View %s: %,d rows, %,d differences%n", view.view(),
                view.rows(), view.differences()));
        report.differences().forEach(this::tell);
        more(report.differenceCount(), report.differences());
        report.violations().forEach(violation -> out.printf("VIOLATION of rule %s by SKU %s at %d: %s%n",
                violation.rule(), violation.sku(), violation.globalIndex(), violation.message()));
        more(report.violationCount(), report.violations());
        return end(begun.get().state(), report);
    }

    private void tell(AuditReport report) {
        out.printf(Locale.ROOT, "%s: %,d of %,d events%n", words(report.phase()), report.events(), report.total());
    }

    private static String words(Phase phase) {
        return switch (phase) {
            case RECOMPUTING_VIEWS -> "Making the views again";
            case COMPARING_VIEWS -> "Comparing the views";
            case CHECKING_LOG -> "Checking the log";
        };
    }

    private void tell(Difference difference) {
        out.printf("DIFFERENCE in view %s, table %s, %s%n    live       %s%n    recomputed %s%n", difference.view(),
                difference.table(), difference.key(), difference.live() == null ? "missing" : difference.live(),
                difference.recomputed() == null ? "must not be there" : difference.recomputed());
    }

    private void more(long all, List<?> told) {
        if (all > told.size()) {
            out.printf(Locale.ROOT, "and %,d more%n", all - told.size());
        }
    }

    private int end(State state, AuditReport report) {
        if (state != State.DONE) {
            out.println("The audit could not be done: " + report.problem());
            return NOT_DONE;
        }
        out.printf(Locale.ROOT, "%s: %,d differences, %,d violations%n",
                report.differenceCount() + report.violationCount() == 0 ? "CLEAN" : "NOT CLEAN",
                report.differenceCount(), report.violationCount());
        return report.differenceCount() + report.violationCount() == 0 ? CLEAN : FINDINGS;
    }

    /** Leaves all that could run as it is: made, and not started; so nothing has to be stopped either. */
    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
