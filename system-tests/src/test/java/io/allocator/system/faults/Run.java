package io.allocator.system.faults;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** How the cases are run: from which seed, for how long, how fast. */
final class Run {

    private static final String SEED_NAME = "allocator.faults.seed";
    private static final String SECONDS_NAME = "allocator.faults.seconds";
    private static final String PACE_NAME = "allocator.faults.per-second";

    private static final long SEED = Long.getLong(SEED_NAME, ThreadLocalRandom.current().nextLong(1_000_000));
    private static final int SECONDS = Objects.requireNonNullElse(Integer.getInteger(SECONDS_NAME), 0);
    private static final int PACE = Objects.requireNonNullElse(Integer.getInteger(PACE_NAME), either(150, 300));

    private Run() {}

    /** Whether it is the long form: it was said how long it is to take. */
    static boolean isLong() {
        return SECONDS > 0;
    }

    /** One thing in the short form, another in the long one. */
    static <T> T either(T inShort, T inLong) {
        return isLong() ? inLong : inShort;
    }

    /** Until when to go on: for a part of the time given in the long form; not at all in the short one. */
    static long untilNanos(double part) {
        return System.nanoTime() + (long) (SECONDS * part * 1e9);
    }

    /** Commands a second, over all connections; 0 for as many as it takes. */
    static int pace() {
        return PACE;
    }

    /** The same numbers for a case whenever it is run with the same seed. */
    static Random random(Class<?> testCase) {
        return new Random(SEED * 31 + testCase.getSimpleName().hashCode());
    }

    /** Prints what a case has found out, in a line of its own. */
    static void print(Class<?> testCase, String figures) {
        System.out.printf("[faults, seed %d] %s: %s%n", SEED, testCase.getSimpleName(), figures);
    }

    /** The command that does the same again. */
    static String command(Class<?> testCase) {
        return "./mvnw verify -pl system-tests -am -Dit.test=%s -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false "
                .formatted(testCase.getSimpleName())
                + "-Dfailsafe.failIfNoSpecifiedTests=false -D%s=%d -D%s=%d".formatted(SEED_NAME, SEED, PACE_NAME, PACE)
                + (isLong() ? " -D%s=%d".formatted(SECONDS_NAME, SECONDS) : "");
    }

    /** For figures. */
    static String seconds(Duration duration) {
        return "%.2f s".formatted(duration.toNanos() / 1e9);
    }
}
