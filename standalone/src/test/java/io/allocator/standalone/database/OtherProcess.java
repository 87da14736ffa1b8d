package io.allocator.standalone.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process beside the test's own. */
final class OtherProcess implements AutoCloseable {

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /** Has a database running in the directory. */
    static OtherProcess holding(Path data) throws IOException {
        var other = new OtherProcess(java(HoldsDatabase.class, data.toString()));
        var said = other.process.inputReader(StandardCharsets.UTF_8).lines().filter(HoldsDatabase.RUNNING::equals)
                .findFirst();
        if (said.isEmpty()) {
            throw new IOException("The other process could not start the database");
        }
        return other;
    }

    /** Runs a program with the test's class path; what it prints can be read from it. */
    static Process java(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Starts a database and keeps it until its input ends. */
    static final class HoldsDatabase {

        static final String RUNNING = "running";

        public static void main(String[] arguments) throws IOException {
            try (var _ = EmbeddedDatabase.start(Path.of(arguments[0]), 0)) {
                System.out.println(RUNNING);
                var ended = System.in.read();
                assert ended < 0;
            }
        }
    }
}
