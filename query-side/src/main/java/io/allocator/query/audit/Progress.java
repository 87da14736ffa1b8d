package io.allocator.query.audit;

import io.allocator.query.audit.AuditReport.ComparedView;
import io.allocator.query.audit.AuditReport.Difference;
import io.allocator.query.audit.AuditReport.Phase;
import io.allocator.query.audit.rules.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a running audit knows so far. The audit writes to it, somebody else reports it. */
final class Progress {

    /** So many findings are told; the others are counted. */
    static final int MOST = 100;

    private Phase phase = Phase.RECOMPUTING_VIEWS;
    private long events;
    private long total;
    private final List<ComparedView> views = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private long differenceCount;
    private final List<Violation> violations = new ArrayList<>();
    private long violationCount;
    private @Nullable String problem;
    private @Nullable String ending;

    synchronized void begin(Phase next) {
        phase = next;
    }

    synchronized void expect(long all) {
        total = all;
    }

    /**
     * Tells that events were read.
     *
     * @throws AuditFailedException when the audit is to end
     */
    synchronized void read(int more) {
        events += more;
        total = Math.max(total, events);
        if (ending != null) {
            throw new AuditFailedException(ending);
        }
    }

    synchronized void compared(ComparedView view) {
        views.add(view);
    }

    synchronized void found(List<Difference> first, long count) {
        first.stream().limit(MOST - differences.size()).forEach(differences::add);
        differenceCount += count;
    }

    synchronized void found(Violation violation) {
        violationCount++;
        if (violations.size() < MOST) {
            violations.add(violation);
        }
    }

    synchronized void fail(String why) {
        problem = why;
    }

    /** Makes the audit end soon. */
    synchronized void end(String why) {
        ending = why;
    }

    synchronized @Nullable String ending() {
        return ending;
    }

    synchronized long events() {
        return events;
    }

    synchronized AuditReport report() {
        return new AuditReport(phase, events, total, List.copyOf(views), List.copyOf(differences), differenceCount,
                List.copyOf(violations), violationCount, problem);
    }
}
