package io.allocator.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the project. */
public final class ProjectFiles {

    private ProjectFiles() {}

    /** The directory of the project's {@code mvnw}. */
    public static Path root() {
        var given = System.getProperty("allocator.root");
        if (given != null) {
            return Path.of(given);
        }
        // started from an IDE: no build has set the property
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return at;
            }
        }
        throw new IllegalStateException("No directory with mvnw at or above " + Path.of("").toAbsolutePath());
    }

    /** Real order lines, whether they are there or not. */
    public static Path onlineRetail() {
        var given = System.getProperty("allocator.online-retail");
        return given != null ? Path.of(given) : root().resolve("../shared/data/online-retail").normalize();
    }

    /** A directory for what a test run leaves behind, such as the programs' output. */
    public static Path output(String name) {
        try {
            return Files.createDirectories(root().resolve("system-tests/target").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
