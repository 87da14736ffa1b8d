package io.allocator.benchmarks.systems;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A system that has been started.
 *
 * @param contender which
 * @param programs its processes; the first takes commands, the last is the one that has views, if any
 * @param postgres where its database is
 * @param database its name; empty when the system has a PostgreSQL of its own
 */
public record RunningSystem(Contender contender, List<ServerProgram> programs, DurablePostgres postgres,
        String database) implements AutoCloseable {

    private static final Duration MAY_CATCH_UP_FOR = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Where commands go. */
    public int port() {
        return programs.getFirst().port();
    }

    /** Whether there are views that follow. */
    public boolean hasViews() {
        return contender == Contender.FOLLOWED || contender == Contender.STANDALONE;
    }

    /** How far the views are. */
    public ViewPositions views() {
        return new ViewPositions(programs.getLast().uri());
    }

    /**
     * Waits until the views are where the log is, so that they are no load on what is measured next.
     *
     * @return how long that took
     */
    public Duration awaitCaughtUp() throws IOException, InterruptedException {
        var start = Instant.now();
        if (hasViews()) {
            while (!views().areAtTheEnd()) {
                if (Instant.now().isAfter(start.plus(MAY_CATCH_UP_FOR))) {
                    throw new IOException("The views of " + contender.title() + " do not catch up");
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        return Duration.between(start, Instant.now());
    }

    /** Processor time of its processes so far; PostgreSQL's is not in it. */
    public double cpuSeconds() {
        return programs.stream().mapToDouble(ServerProgram::cpuSeconds).sum();
    }

    @Override
    public void close() {
        programs.reversed().forEach(ServerProgram::close);
    }
}
