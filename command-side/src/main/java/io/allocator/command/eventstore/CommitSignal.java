package io.allocator.command.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells readers in other processes that there are new events, by PostgreSQL's NOTIFY. It is sent after the commit and
 * outside of it: inside, it would make all commits wait for each other. Signals that come together are sent as one. One
 * that is lost does no harm, since readers also look by themselves now and then.
 */
final class CommitSignal implements Consumer<List<? extends EventMessage<?>>>, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CommitSignal.class);

    /** The channel on which readers listen. */
    private static final String NOTIFY = "NOTIFY allocator_events";

    /** Between two signals, so that a busy store spends little on them. */
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final DataSource dataSource;
    private final Semaphore due = new Semaphore(0);
    private volatile boolean running;

    CommitSignal(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Called with the events of a unit of work that is about to commit. */
    @Override
    public void accept(List<? extends EventMessage<?>> events) {
        CurrentUnitOfWork.get().root().afterCommit(_ -> due.release());
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("commit-signal").start(this::sendWhenDue);
    }

    @Override
    public void stop() {
        running = false;
        due.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void sendWhenDue() {
        try {
            while (running) {
                due.acquire();
                due.drainPermits();
                send();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(NOTIFY);
        } catch (SQLException e) {
            log.debug("Readers were not told of new events; they will look by themselves", e);
        }
    }
}
