package io.allocator.command.eventstore;

import io.allocator.command.background.BackgroundWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers in other processes that there are new events, by PostgreSQL's NOTIFY. It is sent after the commit and
 * outside of it: inside, it would make all commits wait for each other. Signals that come together are sent as one. One
 * that is lost does no harm, since readers also look by themselves now and then.
 */
final class CommitSignal extends BackgroundWork implements Consumer<List<? extends EventMessage<?>>> {

    private static final Logger log = LoggerFactory.getLogger(CommitSignal.class);

    /** The channel on which readers listen. */
    private static final String NOTIFY = "NOTIFY allocator_events";

    /** Between two signals. */
    private static final Duration APART = Duration.ofMillis(5);

    /** The same where there is more: readers gather then, too. */
    private static final Duration APART_WHEN_BUSY = Duration.ofMillis(25);

    private static final long BUSY_PER_MILLI = 2;

    private static final Duration UNTIL_WOKEN = Duration.ofDays(1);

    private final DataSource dataSource;
    private final LongAdder events = new LongAdder();
    private Duration apart = APART;

    CommitSignal(DataSource dataSource) {
        super("commit-signal");
        this.dataSource = dataSource;
    }

    /** Ends after the commands, so that readers hear of the last of them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 8192;
    }

    /** Called with the events of a unit of work that is about to commit. */
    @Override
    public void accept(List<? extends EventMessage<?>> appended) {
        events.add(appended.size());
        CurrentUnitOfWork.get().root().afterCommit(_ -> wake());
    }

    @Override
    protected Duration work() throws InterruptedException {
        try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(NOTIFY);
        } catch (SQLException e) {
            log.debug("Readers were not told of new events; they will look by themselves", e);
        }
        apart = events.sumThenReset() >= BUSY_PER_MILLI * apart.toMillis() ? APART_WHEN_BUSY : APART;
        Thread.sleep(apart);
        return UNTIL_WOKEN;
    }
}
