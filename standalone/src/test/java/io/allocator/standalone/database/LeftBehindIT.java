package io.allocator.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that was killed leaves behind is no obstacle to the next one. */
class LeftBehindIT {

    @TempDir
    Path data;

    @Test
    void aPostmasterThatRunsOnIsStoppedAndStartedAnew() throws Exception {
        try (var killed = OtherProcess.holding(data)) {
            killed.kill();
        }
        var orphan = postmaster();
        assertThat(orphan.isAlive()).as("PostgreSQL runs on without the process that started it").isTrue();

        try (var _ = EmbeddedDatabase.start(data, 0)) {
            assertThat(postmaster().isAlive()).isTrue();
            assertThat(postmaster()).isNotEqualTo(orphan);
        }
    }

    @Test
    void aPostmasterThatWasKilledTooIsRecoveredFrom() throws Exception {
        try (var killed = OtherProcess.holding(data)) {
            var orphan = postmaster();
            killed.kill();
            orphan.destroyForcibly();
            orphan.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(data.resolve("cluster/postmaster.pid")).exists();

        try (var _ = EmbeddedDatabase.start(data, 0)) {
            assertThat(postmaster().isAlive()).isTrue();
        }
    }

    @Test
    void aProgramThatHasThePostmastersOldProcessIdIsLeftAlone() throws Exception {
        EmbeddedDatabase.start(data, 0).close();
        var innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(data.resolve("cluster/postmaster.pid"), innocent.pid() + "\n" + data.resolve("cluster")
                    + "\n1700000000\n5432\n\n127.0.0.1\n       1         1\nready   \n");

            try (var _ = EmbeddedDatabase.start(data, 0)) {
                assertThat(postmaster().pid()).isNotEqualTo(innocent.pid());
            }
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void whatWasHalfMadeIsMadeAnew() throws IOException {
        Files.createDirectories(data.resolve("cluster-incomplete/base"));
        Files.writeString(data.resolve("cluster-incomplete/PG_VERSION"), "18");
        Files.createDirectories(data.resolve("postgresql/incomplete/bin"));
        Files.writeString(data.resolve("postgresql/incomplete/bin/postgres"), "half");

        try (var _ = EmbeddedDatabase.start(data, 0)) {
            assertThat(postmaster().isAlive()).isTrue();
        }
        assertThat(data.resolve("cluster-incomplete")).doesNotExist();
    }

    private ProcessHandle postmaster() throws IOException {
        try (var lines = Files.lines(data.resolve("cluster/postmaster.pid"))) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow())).orElseThrow();
        }
    }
}
