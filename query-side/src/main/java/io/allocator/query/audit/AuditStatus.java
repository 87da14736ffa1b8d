package io.allocator.query.audit;

import io.allocator.query.audit.rules.Violation;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last audit, whether it still runs or is over.
 *
 * @param clean whether it is over and has found nothing
 * @param phase what it does; {@code null} when it is over
 * @param events events read so far; each is read twice
 * @param total events to read, about
 * @param problem why it could not be done; {@code null} when it could
 */
record AuditStatus(State state, boolean clean, AuditReport.@Nullable Phase phase, OffsetDateTime began,
        @Nullable OffsetDateTime ended, long events, long total, List<AuditReport.ComparedView> views,
        List<AuditReport.Difference> differences, long differenceCount, List<Violation> violations,
        long violationCount, @Nullable String problem) {

    /** How an audit is. One that failed has found what it tells, and may have missed anything else. */
    enum State {
        RUNNING, DONE, FAILED
    }

    static AuditStatus of(State state, OffsetDateTime began, @Nullable OffsetDateTime ended, AuditReport report) {
        var clean = state == State.DONE && report.differenceCount() == 0 && report.violationCount() == 0;
        return new AuditStatus(state, clean, state == State.RUNNING ? report.phase() : null, began, ended,
                report.events(), report.total(), report.views(), report.differences(), report.differenceCount(),
                report.violations(), report.violationCount(), report.problem());
    }

    AuditStatus died() {
        return new AuditStatus(State.FAILED, false, null, began, ended, events, total, views, differences,
                differenceCount, violations, violationCount, "The process that ran it has ended, or lost its database");
    }
}
