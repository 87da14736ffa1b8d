package io.allocator.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Both sides and their PostgreSQL in one process, on a data directory that outlives the process. */
public final class Standalone implements AllocatorSystem {

    private final Path dataDirectory;
    private final Launcher launcher;
    private ServerProcess process;

    private Standalone(Path dataDirectory, Launcher launcher, ServerProcess process) {
        this.dataDirectory = dataDirectory;
        this.launcher = launcher;
        this.process = process;
    }

    /** Starts one on an empty data directory, and waits until it serves. */
    public static Standalone start(String... arguments) {
        return start(ServerProcess::start, arguments);
    }

    /** The same for one that has much to do. */
    public static Standalone startAsShipped(String... arguments) {
        return start(ServerProcess::startAsShipped, arguments);
    }

    /** The same for the jar that is built. */
    public static Standalone startJar(String... arguments) {
        return start(ServerProcess::startJar, arguments);
    }

    private static Standalone start(Launcher launcher, String... arguments) {
        try {
            var dataDirectory = Files.createTempDirectory(ProjectFiles.output("data"), "standalone-");
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Postmaster.in(dataDirectory).ifPresent(Postmaster::kill)));
            return new Standalone(dataDirectory, launcher, launch(launcher, dataDirectory, arguments)).awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProcess launch(Launcher launcher, Path dataDirectory, String... more) {
        var arguments = Stream.concat(Stream.of("--allocator.data-dir=" + dataDirectory), Stream.of(more));
        return launcher.start(Program.STANDALONE, Map.of(), arguments.toArray(String[]::new));
    }

    private Standalone awaitReady() {
        try {
            process.awaitReady();
            return this;
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    @Override
    public AllocatorClient client() {
        return new AllocatorClient(process.uri(), process.uri());
    }

    /** Where its PostgreSQL keeps its files. */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** SIGKILL for the program; its PostgreSQL stays behind. */
    public void kill() {
        process.close();
    }

    /**
     * SIGTERM for the program.
     *
     * @return its exit code
     */
    public int stop(Duration within) throws InterruptedException {
        var code = process.stop(within);
        process.close();
        return code;
    }

    /** Starts the program again on the same data directory, and waits until it serves. The port is another one. */
    public void startAgain() {
        process = launch(launcher, dataDirectory);
        awaitReady();
    }

    /** The same, on the same port. */
    public void startAgainThere() {
        process = ServerProcess.start(Program.STANDALONE, Map.of(), process.uri().getPort(),
                "--allocator.data-dir=" + dataDirectory);
        awaitReady();
    }

    @Override
    public void close() {
        process.close();
        if (Files.exists(dataDirectory)) {
            Postmaster.in(dataDirectory).ifPresent(Postmaster::kill);
            delete(dataDirectory);
        }
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the ways to start a program. */
    private interface Launcher {
        ServerProcess start(Program program, Map<String, String> environment, String... arguments);
    }
}
