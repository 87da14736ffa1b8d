package io.allocator.system.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the {@link Program programs}, running in a process of its own, on a port of its own. */
public final class ServerProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Duration MAY_START_FOR = Duration.ofSeconds(90);
    /** Most live for seconds: compiling for years of service would take longer than what it saves. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final int LINES_SHOWN = 80;
    private static final int PORTS_FROM = 20_000;
    private static final int PORTS_TO = 32_000;
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final URI uri;
    private final Path log;
    private final Thread atExit = new Thread(this::kill);

    private ServerProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /**
     * Starts a program and returns at once.
     *
     * @param environment variables that are set for it, besides the ones inherited
     * @param arguments given to the program after its port
     */
    public static ServerProcess start(Program program, Map<String, String> environment, String... arguments) {
        return start(program, Installation.of(program), environment, SHORT_LIVED, freePort(), arguments);
    }

    /** The same for the jar as it is, which takes longer. */
    public static ServerProcess startJar(Program program, Map<String, String> environment, String... arguments) {
        return start(program, Installation.jar(program), environment, List.of(), freePort(), arguments);
    }

    /** The same for a program that has much to do, which runs as it is shipped. */
    public static ServerProcess startAsShipped(Program program, Map<String, String> environment, String... arguments) {
        return start(program, Installation.of(program), environment, List.of(), freePort(), arguments);
    }

    /** Starts a program on a certain port and returns at once. */
    static ServerProcess start(Program program, Map<String, String> environment, int port, String... arguments) {
        return start(program, Installation.of(program), environment, SHORT_LIVED, port, arguments);
    }

    private static ServerProcess start(Program program, Installation installation, Map<String, String> environment,
            List<String> options, int port, String... arguments) {
        var name = "%s-%02d".formatted(program.jarName(), STARTED.incrementAndGet());
        var log = ProjectFiles.output("programs").resolve(name + ".log");
        var command = new ArrayList<>(List.of(Installation.java()));
        command.addAll(options);
        command.addAll(installation.arguments());
        command.add("--server.port=" + port);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(installation.directory().toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("SPRING_") || key.startsWith("ALLOCATOR_"));
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // as the images have it
        builder.environment().putAll(environment);
        try {
            var server = new ServerProcess(builder.start(), URI.create("http://localhost:" + port), log);
            // the test run itself may be stopped
            Runtime.getRuntime().addShutdownHook(server.atExit);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the program says that it can serve; shows its output when it does not come to that. */
    public ServerProcess awaitReady() {
        try {
            await(log.getFileName() + " is ready").atMost(MAY_START_FOR).pollInterval(Duration.ofMillis(100))
                    .failFast("it ended", () -> !process.isAlive()).until(this::isReady);
            return this;
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            kill();
            throw new AssertionError("%s%n%s".formatted(e.getMessage(), output()), e);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(uri.resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where it is reached. */
    public URI uri() {
        return uri;
    }

    /** The end of what the program has printed. */
    public String output() {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: the process ends where it stands, and can tidy nothing. */
    public void kill() {
        // through the handle, which looks at nothing but the id; Process would also close the streams
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /**
     * SIGTERM, as Ctrl-C or a container engine has it.
     *
     * @return the exit code
     * @throws AssertionError if the process does not end in time
     */
    public int stop(Duration within) throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new AssertionError("Still running %s after SIGTERM:%n%s".formatted(within, output()));
        }
        return process.exitValue();
    }

    /** Whether the process is there, ready or not. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it where it stands. */
    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /**
     * A port that is free now and stays so: below those that systems give to outgoing connections, of which there are
     * many until the program gets to listen.
     */
    private static int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(PORTS_FROM, PORTS_TO);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                LOG.debug("Port {} is taken", port, taken);
            }
        }
    }
}
