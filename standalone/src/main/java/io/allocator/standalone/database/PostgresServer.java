package io.allocator.standalone.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * One cluster and the postmaster that serves it. {@code pg_ctl} starts the postmaster in a session of its own: Ctrl-C
 * reaches the Java process only, which ends the postmaster when nobody needs it any more.
 */
final class PostgresServer {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            // What was answered is on disk, whatever happens to the process or the machine.
            Map.entry("fsync", "on"), Map.entry("synchronous_commit", "on"), Map.entry("full_page_writes", "on"),
            // Nobody but this machine, and no socket in a directory that all users share.
            Map.entry("listen_addresses", "127.0.0.1"), Map.entry("unix_socket_directories", ""),
            Map.entry("timezone", "UTC"), Map.entry("log_timezone", "UTC"), Map.entry("max_connections", "100"),
            // Errors of statements reach the program that sent them. Here they would only fill the disk.
            Map.entry("log_min_messages", "log"), Map.entry("log_checkpoints", "off")));

    /** A second and third, in case the free port was taken meanwhile, or a killed postmaster's children still end. */
    private static final int ATTEMPTS_TO_START = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /** Long, since it includes replaying the log after a crash. A postmaster that fails is noticed at once. */
    private static final Duration START = Duration.ofMinutes(10);

    private static final Duration STOP = Duration.ofSeconds(30);

    private static final long MAX_LOG_BYTES = 10_000_000;

    private final PostgresPrograms programs;
    private final Path cluster;
    private final Path logFile;

    PostgresServer(PostgresPrograms programs, Path cluster, Path logFile) {
        this.programs = programs;
        this.cluster = cluster;
        this.logFile = logFile;
    }

    /**
     * Makes the cluster, unless it is there.
     *
     * @throws UnusableDatabaseException if the one that is there is of another major version, or another user's
     */
    void initialize(Path superuserPassword) throws IOException {
        if (Files.exists(cluster)) {
            checkOwner();
            checkVersion();
            return;
        }
        log.info("Making a new database in {}", cluster);
        // Under another name until it is complete: a process may end at any moment.
        var incomplete = cluster.resolveSibling("cluster-incomplete");
        FileSystemUtils.deleteRecursively(incomplete);
        var result = programs.run("initdb", "-D", incomplete.toString(), "--username=postgres", "--encoding=UTF8",
                "--locale=C", "--auth=scram-sha-256", "--pwfile=" + superuserPassword, "--no-instructions");
        if (!result.succeeded()) {
            throw new UnusableDatabaseException("The database cannot be made in " + cluster + ": " + result.output(),
                    "Remove the obstacle that PostgreSQL names, and start again");
        }
        Files.move(incomplete, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        var found = Files.readString(cluster.resolve("PG_VERSION")).strip();
        var own = programs.majorVersion();
        if (!found.equals(own)) {
            throw new UnusableDatabaseException(
                    "The data directory %s holds a database of PostgreSQL %s, and this program comes with PostgreSQL %s"
                            .formatted(cluster.getParent(), found, own),
                    "Start the version of the program that made it, convert it with pg_upgrade, or name another"
                            + " directory with --allocator.data-dir=<directory>");
        }
    }

    private void checkOwner() throws IOException {
        var owner = Files.getOwner(cluster).getName();
        var user = System.getProperty("user.name");
        if (!owner.equals(user)) {
            throw new UnusableDatabaseException(
                    "The data directory %s belongs to the user %s, and this program runs as %s"
                            .formatted(cluster.getParent(), owner, user),
                    "Start the program as " + owner
                            + ", or name another directory with --allocator.data-dir=<directory>");
        }
    }

    /**
     * Ends what a killed process left behind: its postmaster goes on without it. The process id on file may by now be
     * some other program's, which is none of our business; then only the file is in the way.
     */
    void stopOrphan() throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Files.readString(pidFile).lines().findFirst().filter(line -> line.matches("\\d{1,18}"));
        var process = pid.map(Long::parseLong).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return; // PostgreSQL itself gets over the file of a dead postmaster
        }
        if (isOurPostmaster(process.get())) {
            log.info("Stopping the database that an earlier process left running (process {})", process.get().pid());
            stop();
        } else {
            Files.delete(pidFile);
        }
    }

    private boolean isOurPostmaster(ProcessHandle process) {
        var info = process.info();
        return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
                && info.arguments().filter(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                        .isPresent();
    }

    /**
     * Starts the postmaster and waits until it can be used.
     *
     * @param wanted a port, or 0 for any free one
     * @return the port it listens on
     */
    int start(int wanted) throws IOException {
        for (var attempt = 1;; attempt++) {
            var port = wanted == 0 ? freePort() : wanted;
            var logged = shortenLog();
            var result = programs.run("pg_ctl", "start", "-D", cluster.toString(), "-l", logFile.toString(), "--wait",
                    "-t", Long.toString(START.toSeconds()), "-o", options(port));
            if (result.succeeded()) {
                log.info("PostgreSQL serves {} on port {}", cluster, port);
                return port;
            }
            if (attempt == ATTEMPTS_TO_START) {
                throw new UnusableDatabaseException(
                        "PostgreSQL did not start: " + result.output().strip() + "\n" + logFrom(logged),
                        "Remove the obstacle that PostgreSQL names (its log is " + logFile + "), and start again");
            }
            pause();
        }
    }

    /** Stops the postmaster; transactions that are under way are rolled back. */
    void stop() {
        for (var mode : List.of("fast", "immediate")) {
            var result = programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m", mode, "--wait", "-t",
                    Long.toString(STOP.toSeconds()));
            if (result.succeeded() || !Files.exists(cluster.resolve("postmaster.pid"))) {
                return;
            }
            log.warn("PostgreSQL did not stop ({}): {}", mode, result.output().strip());
        }
    }

    private static String options(int port) {
        return "-p " + port + SETTINGS.entrySet().stream().map(e -> " -c " + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private long shortenLog() throws IOException {
        var size = Files.exists(logFile) ? Files.size(logFile) : 0;
        if (size < MAX_LOG_BYTES) {
            return size;
        }
        Files.move(logFile, logFile.resolveSibling(logFile.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        return 0;
    }

    private String logFrom(long offset) throws IOException {
        if (!Files.exists(logFile)) {
            return "";
        }
        try (var content = Files.newInputStream(logFile)) {
            content.skipNBytes(offset);
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was to start", e);
        }
    }
}
