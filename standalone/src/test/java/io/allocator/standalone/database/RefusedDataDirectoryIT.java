package io.allocator.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.allocator.standalone.StandaloneApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory that cannot be used is refused in one sentence, and nothing in it is touched. */
class RefusedDataDirectoryIT {

    @TempDir
    Path data;

    @Test
    void aSecondProcessEndsAtOnceAndNamesTheFirst() throws Exception {
        try (var first = OtherProcess.holding(data)) {
            var second = OtherProcess.java(StandaloneApplication.class, "--allocator.data-dir=" + data);
            second.getOutputStream().close();
            var said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(said).contains("The data directory " + data + " is in use by process " + first.pid())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theSameProcessIsRefusedAsWellAndDoesNotLoseTheLock() throws Exception {
        try (var _ = EmbeddedDatabase.start(data, 0)) {
            assertThatExceptionOfType(UnusableDatabaseException.class).isThrownBy(() -> EmbeddedDatabase.start(data, 0))
                    .withMessageContaining("is in use by process " + ProcessHandle.current().pid());

            var second = OtherProcess.java(OtherProcess.HoldsDatabase.class, data.toString());
            assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("is in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aDatabaseOfAnotherMajorVersionIsNotTouched() throws Exception {
        EmbeddedDatabase.start(data, 0).close();
        Files.writeString(data.resolve("cluster/PG_VERSION"), "17\n");

        assertThatExceptionOfType(UnusableDatabaseException.class).isThrownBy(() -> EmbeddedDatabase.start(data, 0))
                .withMessage("The data directory " + data
                        + " holds a database of PostgreSQL 17, and this program comes with PostgreSQL 18")
                .satisfies(e -> assertThat(e.action()).contains("pg_upgrade"));

        Files.writeString(data.resolve("cluster/PG_VERSION"), "18\n");
        EmbeddedDatabase.start(data, 0).close();
    }

    @Test
    void aDatabaseWithoutItsPasswordIsNotTouched() throws Exception {
        EmbeddedDatabase.start(data, 0).close();
        Files.delete(data.resolve("superuser-password"));

        assertThatExceptionOfType(UnusableDatabaseException.class).isThrownBy(() -> EmbeddedDatabase.start(data, 0))
                .withMessageContaining("superuser-password with the database's password is missing");
    }

    @Test
    void aPathThatIsNoDirectoryIsNamed() throws Exception {
        var file = Files.createFile(data.resolve("file"));

        assertThatExceptionOfType(UnusableDatabaseException.class)
                .isThrownBy(() -> EmbeddedDatabase.start(file.resolve("data"), 0))
                .withMessageContaining("The data directory " + file.resolve("data") + " cannot be used");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(UnusableDatabaseException.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(data, taken.getLocalPort()))
                    .withMessageContaining("PostgreSQL did not start").withMessageContaining("Address already in use");
        }
    }
}
