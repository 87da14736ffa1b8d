package io.allocator.command.dispatch;

import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The lanes on which the commands of this node are decided. Those of one SKU are all on one lane, so that they have their
 * turns in the order in which they came; while one lane waits for its commit, the others decide.
 *
 * <p>Whoever could not be served soon is refused at once: when too many wait, when the database is away, and when a turn
 * is stuck.
 */
@Component
class GroupCommit implements SmartLifecycle {

    /** Ends after the web server, which waits for the requests that it has accepted. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private static final Duration LAST_TURNS = Duration.ofSeconds(15);

    private final List<Lane> lanes;
    private final DispatchSettings settings;
    private volatile boolean running;

    GroupCommit(SharedTransaction transaction, DatabaseProbe database, DispatchSettings settings) {
        this.settings = settings;
        this.lanes = IntStream.rangeClosed(1, settings.lanes())
                .mapToObj(n -> new Lane("commands-" + n, transaction, database, settings)).toList();
    }

    /**
     * Puts a command in the queue; its answer is given once it is committed.
     *
     * @throws ProblemException when it is not accepted
     */
    void submit(Waiting command) {
        if (!running) {
            throw stopping();
        }
        var lane = laneOf(command.sku());
        if (!command.patient()) {
            refuseIfBusy();
            refuseIfStuck(lane);
        }
        lane.add(command);
    }

    private Lane laneOf(String sku) {
        var hash = sku.hashCode();
        return lanes.get(Math.floorMod(hash ^ hash >>> 16, lanes.size()));
    }

    /** How many commands wait for a turn. */
    int waiting() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }

    /**
     * Tells whether commands are accepted now.
     *
     * @throws ProblemException when they are not
     */
    void ensureAccepting() {
        refuseIfBusy();
        lanes.forEach(GroupCommit::refuseIfStuck);
    }

    private void refuseIfBusy() {
        var waiting = 0;
        for (var lane : lanes) {
            if (lane.isDatabaseAway()) {
                throw databaseAway();
            }
            waiting += lane.waiting();
        }
        if (waiting >= settings.waiting()) {
            throw unavailable("Too many requests at once; try again");
        }
    }

    private static void refuseIfStuck(Lane lane) {
        if (lane.isStuck()) {
            throw unavailable("The database does not answer; try again");
        }
    }

    static ProblemException databaseAway() {
        return unavailable("The database cannot be reached; try again");
    }

    static ProblemException stopping() {
        return unavailable("This node is about to stop; try again");
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
        lanes.forEach(Lane::start);
    }

    /** Has what was accepted finished, within a bound. */
    @Override
    public void stop() {
        running = false;
        lanes.forEach(Lane::end);
        var end = System.nanoTime() + LAST_TURNS.toNanos();
        try {
            for (var lane : lanes) {
                lane.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
