package io.allocator.command.imports;

import io.allocator.command.http.Answer;
import io.allocator.http.Failures;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one import that have begun and are not reported. There are two bounds: on the rows of all imports that wait
 * for their turn, so that single requests among them wait for a few of them only; and on the rows of this one that wait
 * to be reported, so that a client that reads slowly takes neither memory nor the others' turns.
 */
final class RowsInFlight implements AutoCloseable {

    private static final int UNREPORTED = 2_000;
    private static final long FLUSH_MILLIS = 100;

    private final Semaphore turns;
    private final Semaphore unreported = new Semaphore(UNREPORTED);
    /** Not the thread that decides: a client can be slow. */
    private final ScheduledExecutorService reporter = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("import-report").factory());

    /**
     * Begins with none.
     *
     * @param turns one for each row that may wait for its turn, of all imports together
     * @param flush called now and then between reports: the next row may take long
     */
    RowsInFlight(Semaphore turns, Runnable flush) {
        this.turns = turns;
        var _ = reporter.scheduleWithFixedDelay(flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Has a row decided and its answer reported, some time later. Waits while too many have begun. */
    void begin(RowType.Work row, Consumer<Answer> report) throws InterruptedException {
        unreported.acquire();
        turns.acquire();
        try {
            var _ = row.begin().whenComplete((answer, failure) -> {
                turns.release();
                reporter.execute(() -> report(answerOf(answer, failure), report));
            });
        } catch (RuntimeException e) {
            turns.release();
            unreported.release();
            throw e;
        }
    }

    private void report(Answer answer, Consumer<Answer> report) {
        try {
            report.accept(answer);
        } finally {
            unreported.release();
        }
    }

    /** A row that fails, fails alone, with what the single request would have been answered. */
    private static Answer answerOf(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return answer;
        }
        var cause = failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
        return Answer.of(Failures.problemOf(cause instanceof Exception e ? e : new CompletionException(cause)));
    }

    /** Waits until all rows are reported. */
    @Override
    public void close() {
        unreported.acquireUninterruptibly(UNREPORTED);
        reporter.close();
    }
}
