package io.allocator.query.audit;

import io.allocator.query.audit.AuditStatus.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Begins audits, one at a time over all nodes, and tells how they are. */
@Component
class Audits implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Audits.class);

    private static final Duration REPORT_EVERY = Duration.ofMillis(500);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final ViewAudit views;
    private final LogAudit events;
    private final AuditStore store;
    private final JdbcConnectionDetails details;
    private final DataSource dataSource;
    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

    Audits(ViewAudit views, LogAudit events, AuditStore store, JdbcConnectionDetails details, DataSource dataSource) {
        this.views = views;
        this.events = events;
        this.store = store;
        this.details = details;
        this.dataSource = dataSource;
    }

    /** Begins one, in the background. Gives not, when one is running, here or on another node. */
    Optional<Run> begin() {
        return AuditSession.open(details, dataSource).map(session -> {
            var run = new Run(session);
            running.set(run);
            run.start();
            return run;
        });
    }

    /** The last audit, wherever it ran; empty when there never was one. */
    Optional<AuditStatus> last() {
        return store.find();
    }

    /** Makes the one that runs end soon, wherever it does. Gives not, when none runs. */
    boolean stop() {
        return store.stop();
    }

    /** Ends with the program. */
    @Override
    public void destroy() throws InterruptedException {
        var run = running.get();
        if (run != null) {
            run.endSoon("The program that ran it was ended");
            var _ = run.await(ENDS_WITHIN);
        }
    }

    /** An audit of this node. */
    final class Run {

        private final AuditSession session;
        private final UUID id = UUID.randomUUID();
        private final Progress progress = new Progress();
        private final CountDownLatch over = new CountDownLatch(1);

        private volatile State state = State.RUNNING;

        private Run(AuditSession session) {
            this.session = session;
        }

        State state() {
            return state;
        }

        AuditReport report() {
            return progress.report();
        }

        private void start() {
            try {
                store.begin(id, progress.report());
            } catch (DataAccessException e) {
                close();
                throw e;
            }
            Thread.ofVirtual().name("audit-report").start(this::tell);
            // it computes for long; virtual threads would have to share their carrier with it
            Thread.ofPlatform().daemon().name("audit").start(this::audit);
        }

        /** Waits until it is over; gives whether it is. */
        boolean await(Duration atMost) throws InterruptedException {
            return over.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void audit() {
            var outcome = State.FAILED;
            try {
                session.run(() -> {
                    views.run(session, progress);
                    events.run(progress);
                });
                outcome = State.DONE;
            } catch (RuntimeException e) {
                var why = progress.ending();
                progress.fail(
                        why != null ? why : e instanceof AuditFailedException failed ? failed.why() : e.toString());
                log.warn("The audit could not be done", why != null ? null : e);
            } finally {
                end(outcome);
            }
        }

        /** First the row says how it ended, and then the lock is free: so nobody takes it for dead. */
        private void end(State outcome) {
            state = outcome;
            try {
                store.end(id, outcome, progress.report());
            } catch (DataAccessException e) {
                log.warn("How the audit ended could not be stored", e);
            } finally {
                close();
            }
        }

        private void close() {
            over.countDown();
            running.compareAndSet(this, null);
            try {
                session.close();
            } catch (SQLException e) {
                log.debug("The audit's connection was broken", e);
            }
        }

        private void tell() {
            try {
                while (!await(REPORT_EVERY)) {
                    try {
                        if (store.report(id, progress.report())) {
                            endSoon("It was stopped");
                        }
                    } catch (DataAccessException e) {
                        log.debug("How far the audit is could not be stored", e);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void endSoon(String why) {
            progress.end(why);
            try {
                session.cancel();
            } catch (SQLException e) {
                log.debug("The audit's statement could not be ended", e);
            }
        }
    }
}
