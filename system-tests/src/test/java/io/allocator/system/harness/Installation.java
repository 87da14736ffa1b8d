package io.allocator.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program as it is installed, with its options: one that keeps an archive of its classes with its libraries beside it, as its
 * image has it; the others as a jar.
 */
final class Installation {

    private static final String KEEPS_ARCHIVE = "-XX:+AutoCreateSharedArchive";

    private static final Map<Program, Installation> DONE = new ConcurrentHashMap<>();

    private final Path directory;
    private final List<String> arguments;
    private final boolean hasArchive;

    private Installation(Path directory, List<String> arguments, boolean hasArchive) {
        this.directory = directory;
        this.arguments = arguments;
        this.hasArchive = hasArchive;
    }

    /** Installs a program, once. */
    static Installation of(Program program) {
        return DONE.computeIfAbsent(program, Installation::install);
    }

    private static Installation install(Program program) {
        var directory = ProjectFiles.output("programs/" + program.jarName().replace(".jar", ""));
        try {
            if (!Files.readString(program.options()).contains(KEEPS_ARCHIVE)) {
                return new Installation(directory, List.of("@" + program.options(), "-jar", program.jar().toString()),
                        false);
            }
            Files.createDirectories(directory.resolve("cache"));
            Files.copy(program.options(), directory.resolve("jvm.options"), StandardCopyOption.REPLACE_EXISTING);
            extract(program.jar(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Installation(directory, List.of("@jvm.options", "-jar", program.jarName()), true);
    }

    private static void extract(Path jar, Path directory) throws IOException, InterruptedException {
        var extract = new ProcessBuilder(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force",
                "--destination", directory.toString()).redirectErrorStream(true).start();
        var said = new String(extract.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (extract.waitFor() != 0) {
            throw new IOException("%s cannot be extracted: %s".formatted(jar, said));
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where it runs. */
    Path directory() {
        return directory;
    }

    /** What {@code java} is to be told there. */
    List<String> arguments() {
        return arguments;
    }

    /** Whether the archive of its classes is still to be written, which a process does that ends in peace. */
    boolean wantsArchive() {
        try (var archives = Files.list(directory.resolve("cache"))) {
            return hasArchive && archives.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
