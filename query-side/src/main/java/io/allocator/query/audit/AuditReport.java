package io.allocator.query.audit;

import io.allocator.query.audit.rules.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an audit is, and what it has found. Kept as JSON.
 *
 * @param phase what it does
 * @param events events read so far; each is read twice
 * @param total events to read; an estimate, until it is over
 * @param views those compared so far
 * @param differences the first of them
 * @param differenceCount all of them
 * @param violations the first of them
 * @param violationCount all of them
 * @param problem why it could not be done; {@code null} when it could
 */
record AuditReport(Phase phase, long events, long total, List<ComparedView> views, List<Difference> differences,
        long differenceCount, List<Violation> violations, long violationCount, @Nullable String problem) {

    /** What an audit does, in this order. */
    enum Phase {
        RECOMPUTING_VIEWS, COMPARING_VIEWS, CHECKING_LOG
    }

    /**
     * A view that was compared.
     *
     * @param view its name
     * @param rows in its tables
     * @param differences rows that differ, are missing, or should not be there
     */
    record ComparedView(String view, long rows, long differences) {}

    /**
     * A row that is not as the events say.
     *
     * @param key the columns of its primary key
     * @param live the row that is read; {@code null} when it is missing
     * @param recomputed the row as it must be; {@code null} when there must be none
     */
    record Difference(String view, String table, Map<String, @Nullable Object> key,
            @Nullable Map<String, @Nullable Object> live, @Nullable Map<String, @Nullable Object> recomputed) {}
}
