package io.allocator.command.dispatch;

import io.allocator.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that are decided by one thread, one turn after the other. While a turn is being committed others arrive; the
 * next one takes them all. The busier the lane, the more commands share a commit, and none waits for company.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
    private static final Duration LOOK_AROUND = Duration.ofMillis(200);

    /** So often the patient are tried again when a turn fails, its commands may be the reason. */
    private static final int MAX_FAILED_IN_A_ROW = 5;

    private final String name;
    private final SharedTransaction transaction;
    private final DatabaseProbe database;
    private final DispatchSettings settings;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    private volatile boolean running;
    private volatile boolean away;
    /** When the current turn began, by {@link System#nanoTime}; null between turns. */
    private volatile @Nullable Long turnStarted;
    private volatile @Nullable Thread thread;
    /** How many commands were left over by the last turn. */
    private volatile int leftOver;
    /** Whether they wait for drains of their SKUs; else for the database, to be decided as they are. */
    private boolean isBehindDrains;
    private int failedInARow;

    Lane(String name, SharedTransaction transaction, DatabaseProbe database, DispatchSettings settings) {
        this.name = name;
        this.transaction = transaction;
        this.database = database;
        this.settings = settings;
    }

    /** Puts a command in the queue, to be answered in any case. */
    void add(Waiting command) {
        queue.add(command);
        if (!running && !isAlive()) {
            failAll(queue, GroupCommit.stopping());
        }
    }

    /** How many commands wait for a turn. */
    int waiting() {
        return queue.size() + leftOver;
    }

    /** Whether it waits for the database to come back. */
    boolean isDatabaseAway() {
        return away;
    }

    /** Whether a turn takes so long that one must think that it hangs. */
    boolean isStuck() {
        var started = turnStarted;
        return started != null && System.nanoTime() - started > settings.stalledAfter().toNanos();
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

    /** Takes what waits, behind what waits since the last turn. What waits for a drain of its SKU takes nobody's place. */
    private void fill(List<Waiting> commands) throws InterruptedException {
        var room = settings.together() - (isBehindDrains ? 0 : commands.size());
        if (commands.isEmpty()) {
            var first = queue.poll(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                commands.add(first);
                room--;
            }
        }
        queue.drainTo(commands, Math.max(0, room));
        commands.removeIf(Waiting::isAnswered);
    }

    private void turn(List<Waiting> commands) {
        isBehindDrains = false;
        try {
            decide(commands);
            failedInARow = 0;
            isBehindDrains = true;
        } catch (DatabaseAwayException e) {
            log.warn("The database is away, writes are answered 503: {}", e.toString());
            if (++failedInARow >= MAX_FAILED_IN_A_ROW) {
                failAll(commands, GroupCommit.databaseAway());
            }
            awaitDatabase(commands);
        } catch (RuntimeException | Error e) {
            // whatever it is, the lane goes on
            commands.forEach(command -> command.fail(e));
        } finally {
            turnStarted = null;
        }
        commands.removeIf(Waiting::isAnswered);
        leftOver = commands.size();
    }

    /** So many at a time as may be committed together. */
    private void decide(List<Waiting> commands) {
        var turn = new Turn(transaction);
        for (var first = 0; first < commands.size(); first += settings.together()) {
            turnStarted = System.nanoTime();
            turn.decide(commands.subList(first, Math.min(first + settings.together(), commands.size())));
        }
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
        failAll(commands, GroupCommit.databaseAway());
        failAll(queue, GroupCommit.databaseAway());
    }

    private static void failImpatient(Iterable<Waiting> commands) {
        for (var command : commands) {
            if (!command.patient()) {
                command.fail(GroupCommit.databaseAway());
            }
        }
    }

    private static void failAll(Iterable<Waiting> commands, ProblemException why) {
        commands.forEach(command -> command.fail(why));
    }

    void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /** Takes no more, and goes on to the end of what it has. */
    void end() {
        running = false;
    }

    /** Waits for the end, and refuses what is left then. */
    void awaitEnd(Duration bound) throws InterruptedException {
        var working = thread;
        if (working != null && !working.join(bound)) {
            failAll(queue, GroupCommit.unavailable("This node has stopped; try again"));
        }
    }

    private boolean isAlive() {
        var working = thread;
        return working != null && working.isAlive();
    }
}
