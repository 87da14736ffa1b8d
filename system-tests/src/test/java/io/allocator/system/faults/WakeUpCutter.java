package io.allocator.system.faults;

import io.allocator.system.harness.PostgresServer;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends the connections that listen for news, as soon as there are any, for as long as it is open. */
final class WakeUpCutter implements AutoCloseable {

    private static final String CUT = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'allocator-wake-up'""";

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final PostgresServer postgres;
    private final Thread thread = Thread.ofPlatform().daemon().name("cuts the wake-up").unstarted(this::run);
    private volatile int times;
    private volatile boolean over;

    private WakeUpCutter(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /** Begins. */
    static WakeUpCutter start(PostgresServer postgres) {
        var cutter = new WakeUpCutter(postgres);
        cutter.thread.start();
        return cutter;
    }

    private void run() {
        var cuts = 0;
        try (var connection = postgres.connect(); var cut = connection.prepareStatement(CUT)) {
            while (!over) {
                try (var row = cut.executeQuery()) {
                    row.next();
                    cuts += row.getInt(1);
                }
                times = cuts;
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many were ended so far. */
    int times() {
        return times;
    }

    @Override
    public void close() {
        over = true;
    }
}
