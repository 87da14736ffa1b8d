package io.allocator.command.dispatch;

import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one lane through which all commands of this node go. While a transaction is being committed others arrive; the
 * next one takes them all. The busier the node, the more commands share a commit, and none waits for company.
 *
 * <p>Whoever could not be served soon is refused at once: when too many wait, when the database is away, and when a turn
 * is stuck.
 */
@Component
class GroupCommit implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** Ends after the web server, which waits for the requests that it has accepted. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private static final Duration LAST_TURNS = Duration.ofSeconds(15);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
    private static final Duration LOOK_AROUND = Duration.ofMillis(200);

    /** So often the patient are tried again when a turn fails, its commands may be the reason. */
    private static final int MAX_FAILED_IN_A_ROW = 5;

    private final SharedTransaction transaction;
    private final DatabaseProbe database;
    private final DispatchSettings settings;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    private volatile boolean running;
    private volatile boolean away;
    /** When the current turn began, by {@link System#nanoTime}; null between turns. */
    private volatile @Nullable Long turnStarted;
    private volatile @Nullable Thread lane;
    private int failedInARow;

    GroupCommit(SharedTransaction transaction, DatabaseProbe database, DispatchSettings settings) {
        this.transaction = transaction;
        this.database = database;
        this.settings = settings;
    }

    /**
     * Puts a command in the queue; its answer is given once it is committed. Those of one SKU have their turns in the
     * order in which they came.
     *
     * @throws ProblemException when it is not accepted
     */
    void submit(Waiting command) {
        if (!running) {
            throw unavailable("This node is about to stop; try again");
        }
        if (!command.patient()) {
            refuseIfBusy();
        }
        queue.add(command);
        if (!running && !isLaneAlive()) {
            failAll(queue, unavailable("This node is about to stop; try again"));
        }
    }

    /** How many commands wait for a turn. */
    int waiting() {
        return queue.size();
    }

    /**
     * Tells whether a command would be accepted now.
     *
     * @throws ProblemException when it would not
     */
    void refuseIfBusy() {
        if (away) {
            throw databaseAway();
        }
        var started = turnStarted;
        if (started != null && System.nanoTime() - started > settings.stalledAfter().toNanos()) {
            throw unavailable("The database does not answer; try again");
        }
        if (queue.size() >= settings.waiting()) {
            throw unavailable("Too many requests at once; try again");
        }
    }

    private void run() {
        var commands = new ArrayList<Waiting>();
        while (running || !commands.isEmpty() || !queue.isEmpty()) {
            try {
                fill(commands);
            } catch (InterruptedException e) {
                // nobody interrupts the lane: it ends when it is told to stop and nothing waits
                log.debug("Interrupted", e);
            }
            if (!commands.isEmpty()) {
                turn(commands);
            }
        }
    }

    /** Takes what waits, behind what waits since the last turn. */
    private void fill(List<Waiting> commands) throws InterruptedException {
        if (commands.isEmpty()) {
            var first = queue.poll(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                commands.add(first);
            }
        }
        queue.drainTo(commands, Math.max(0, settings.together() - commands.size()));
        commands.removeIf(Waiting::isAnswered);
    }

    private void turn(List<Waiting> commands) {
        turnStarted = System.nanoTime();
        try {
            new Turn(transaction).decide(commands);
            failedInARow = 0;
        } catch (DatabaseAwayException e) {
            log.warn("The database is away, writes are answered 503: {}", e.toString());
            if (++failedInARow >= MAX_FAILED_IN_A_ROW) {
                failAll(commands, databaseAway());
            }
            awaitDatabase(commands);
        } catch (RuntimeException | Error e) {
            // whatever it is, the lane goes on
            commands.forEach(command -> command.fail(e));
        } finally {
            turnStarted = null;
        }
        commands.removeIf(Waiting::isAnswered);
    }

    /** Returns when the database is back, or when this node stops; meanwhile whoever is not patient is refused. */
    private void awaitDatabase(List<Waiting> commands) {
        away = true;
        turnStarted = null;
        failImpatient(commands);
        while (running) {
            failImpatient(queue);
            // first, since a database that answers may have failed for a reason that is still there, such as a full disk
            LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
            if (database.isBack()) {
                away = false;
                log.info("The database is back");
                return;
            }
        }
        failAll(commands, databaseAway());
        failAll(queue, databaseAway());
    }

    private static void failImpatient(Iterable<Waiting> commands) {
        for (var command : commands) {
            if (!command.patient()) {
                command.fail(databaseAway());
            }
        }
    }

    private static void failAll(Iterable<Waiting> commands, ProblemException why) {
        commands.forEach(command -> command.fail(why));
    }

    private static ProblemException databaseAway() {
        return unavailable("The database cannot be reached; try again");
    }

    static ProblemException unavailable(String why) {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, why));
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void start() {
        running = true;
        lane = Thread.ofPlatform().name("commands").start(this::run);
    }

    /** Has what was accepted finished, within a bound. */
    @Override
    public void stop() {
        running = false;
        var working = lane;
        if (working == null) {
            return;
        }
        try {
            if (!working.join(LAST_TURNS)) {
                failAll(queue, unavailable("This node has stopped; try again"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLaneAlive() {
        var working = lane;
        return working != null && working.isAlive();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
