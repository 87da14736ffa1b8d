package io.allocator.command.imports;

import io.allocator.command.http.Answer;
import io.allocator.command.imports.ImportReport.ImportSummary;
import io.allocator.http.ConsistencyToken;
import io.allocator.http.InvalidField;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One import as it runs: rows are decided in turn, a bounded number at a time, and each answer is reported. */
final class Import {

    private static final Problem NOT_UNDERSTOOD = Problem.invalid(
            List.of(new InvalidField("row", "cannot be read as CSV: too long, or a quote is not closed")));

    private final RowType type;
    private final String actor;
    private final ImportReport report;
    private final Supplier<ConsistencyToken> head;
    private final AtomicLong rejected = new AtomicLong();
    /** Set when the client is gone: what is in stays in, nothing more is begun. */
    private volatile @Nullable ClientGoneException clientGone;

    Import(RowType type, String actor, ImportReport report, Supplier<ConsistencyToken> head) {
        this.head = head;
        this.type = type;
        this.actor = actor;
        this.report = report;
    }

    /**
     * Reads all records and reports each and the sums.
     *
     * @throws ClientGoneException when nobody is there any more to be told
     * @throws IOException when the text cannot be read
     */
    void run(CsvHeader header, CsvRecords records, Semaphore turns) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var rows = 0L;
        try (var rowsInFlight = new RowsInFlight(turns, this::flush)) {
            for (var record = records.next(); record != null && clientGone == null; record = records.next()) {
                var number = ++rows;
                if (record.isEmpty()) {
                    report(number, Answer.of(NOT_UNDERSTOOD));
                    continue;
                }
                try {
                    var row = type.reader().read(new CsvRow(header, record), actor);
                    rowsInFlight.begin(row, answer -> report(number, answer));
                } catch (ProblemException invalid) {
                    report(number, Answer.of(invalid.problem()));
                }
            }
        }
        var gone = clientGone;
        if (gone != null) {
            throw gone;
        }
        report.end(ImportSummary.of(rows, rejected.get(), Duration.ofNanos(System.nanoTime() - start)), head.get());
    }

    private void flush() {
        try {
            report.flush();
        } catch (IOException e) {
            clientGone = new ClientGoneException(e);
        }
    }

    private void report(long number, Answer answer) {
        if (!answer.isOk()) {
            rejected.incrementAndGet();
        }
        try {
            report.row(number, answer);
        } catch (IOException e) {
            clientGone = new ClientGoneException(e);
        }
    }
}
