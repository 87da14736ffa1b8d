package io.allocator.benchmarks.systems;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program in a process of its own, on a port of its own. */
public final class ServerProgram implements AutoCloseable {

    private static final Duration MAY_START_FOR = Duration.ofMinutes(2);
    private static final Duration MAY_STOP_FOR = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Process process;
    private final int port;
    private final Path log;
    private final long started = System.nanoTime();
    private final Thread atExit;

    private ServerProgram(String name, Process process, int port, Path log) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts one of the product's two sides as its image does: with its options, its libraries beside it. */
    public static ServerProgram side(Settings settings, String name, String side, Map<String, String> environment)
            throws IOException {
        var installed = installed(settings, side);
        return start(settings, name, installed, List.of("@jvm.options", "-jar", side + ".jar"), environment);
    }

    private static Path installed(Settings settings, String side) throws IOException {
        var directory = settings.work().resolve(side);
        if (!Files.exists(directory)) {
            Files.createDirectories(directory.resolve("cache"));
            Files.copy(settings.project().resolve(side).resolve("jvm.options"), directory.resolve("jvm.options"));
            var extract = new ProcessBuilder(java(), "-Djarmode=tools", "-jar",
                    built(settings, side + "/target/" + side + ".jar").toString(), "extract", "--force",
                    "--destination", directory.toString()).redirectErrorStream(true)
                    .redirectOutput(settings.work().resolve(side + "-extract.log").toFile()).start();
            try {
                if (extract.waitFor() != 0) {
                    throw new IOException("Could not extract " + side + ", see " + settings.work());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }
        return directory;
    }

    private static Path built(Settings settings, String jar) throws IOException {
        var path = settings.project().resolve(jar);
        if (!Files.exists(path)) {
            throw new IOException(path + " is missing: build it first, ./mvnw package -DskipTests");
        }
        return path;
    }

    /** Starts the product's one-process program with its options. */
    public static ServerProgram standalone(Settings settings, String name, String... arguments) throws IOException {
        var options = settings.project().resolve("standalone/jvm.options");
        return start(settings, name, settings.work(),
                List.of("@" + options, "-jar", built(settings, "standalone/target/allocator.jar").toString()), Map.of(),
                arguments);
    }

    /** Starts a program of this module, with the options of one of the product's sides. */
    public static ServerProgram main(Settings settings, String name, Class<?> main, String side,
            Map<String, String> environment, String... arguments) throws IOException {
        return start(settings, name, settings.work(), List.of("@" + withoutArchive(settings, side), "-cp",
                System.getProperty("java.class.path"), main.getName()), environment, arguments);
    }

    /** The class archive is of the side's own classes. */
    private static Path withoutArchive(Settings settings, String side) throws IOException {
        var options = Files.readAllLines(settings.project().resolve(side).resolve("jvm.options")).stream()
                .filter(option -> !option.contains("SharedArchive") && !option.startsWith("-Xlog:cds")).toList();
        return Files.write(settings.work().resolve(side + "-without-archive.options"), options);
    }

    private static ServerProgram start(Settings settings, String name, Path directory, List<String> program,
            Map<String, String> environment, String... arguments) throws IOException {
        var port = freePort();
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(settings.jvmOptions());
        command.addAll(program);
        command.add("--server.port=" + port);
        command.addAll(List.of(arguments));
        var log = settings.work().resolve(name + ".log");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("SPRING_") || key.startsWith("ALLOCATOR_"));
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // as the images have it
        builder.environment().putAll(environment);
        return new ServerProgram(name, builder.start(), port, log);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Below those that systems give to outgoing connections, of which there are many here. */
    private static int freePort() throws IOException {
        for (var port = 20_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10;; port++) {
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (port > 32_000) {
                    throw taken;
                }
            }
        }
    }

    /**
     * Waits until it says that it can serve.
     *
     * @return the time since it was started
     * @throws IOException if it does not come to that
     */
    public Duration awaitReady() throws IOException, InterruptedException {
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - started > MAY_START_FOR.toNanos()) {
                throw new IOException(name + " did not start, see " + log);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private boolean isReady() throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri().resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Which it is. */
    public String name() {
        return name;
    }

    /** Where it listens, on this machine. */
    public int port() {
        return port;
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** Processor time that it has taken so far. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** What it has in memory now. */
    public Memory memory() {
        return ProcessFigures.memory(process.pid());
    }

    /** From now on {@link #peakMemory} counts. */
    public void forgetPeak() {
        ProcessFigures.forgetPeak(process.pid());
    }

    /** The most that it has had in memory at a time since {@link #forgetPeak}; the proportional part is of now. */
    public Memory peakMemory() {
        return new Memory(ProcessFigures.peakMb(process.pid()), memory().proportionalMb());
    }

    /** Ends it as Ctrl-C does, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MAY_STOP_FOR.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
