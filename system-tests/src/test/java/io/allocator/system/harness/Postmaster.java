package io.allocator.system.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PostgreSQL server process that works on a data directory, with the processes it has started. */
public final class Postmaster {

    private static final int DEPTH = 3;

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /** The running server of a data directory, looked up in the file that PostgreSQL keeps for it. */
    public static Optional<Postmaster> in(Path dataDirectory) {
        if (!Files.isDirectory(dataDirectory)) {
            return Optional.empty();
        }
        try (var files = Files.find(dataDirectory, DEPTH, (path, _) -> path.endsWith("postmaster.pid"))) {
            return files.findFirst().flatMap(Postmaster::process).filter(ProcessHandle::isAlive).map(Postmaster::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server and every process of it, as of now. */
    public List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    /** SIGKILL for all of it, and waits for the end. */
    public void kill() {
        var family = family();
        family.forEach(ProcessHandle::destroyForcibly);
        // not onExit: an orphan is reaped by another process, and may stay a zombie for a moment
        await("PostgreSQL ends").atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    }
}
