package io.allocator.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program as it is installed, with its options: with its libraries beside it and an archive of its classes, as an image has
 * it; or as the jar that is built.
 */
final class Installation {

    /** What a side's own options say, for a program whose options do not. */
    private static final List<String> KEEP_ARCHIVE = List.of("-XX:+AutoCreateSharedArchive", "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off");

    private static final Map<Program, Installation> DONE = new ConcurrentHashMap<>();

    private final Path directory;
    private final List<String> arguments;

    private Installation(Path directory, List<String> arguments) {
        this.directory = directory;
        this.arguments = arguments;
    }

    /** The jar as it is. */
    static Installation jar(Program program) {
        return new Installation(ProjectFiles.output("programs"),
                List.of("@" + program.options(), "-jar", program.jar().toString()));
    }

    /** Installs a program, once. */
    static Installation of(Program program) {
        return DONE.computeIfAbsent(program, Installation::install);
    }

    private static Installation install(Program program) {
        var name = program.jarName().replace(".jar", "");
        var directory = ProjectFiles.output("programs/" + name);
        var arguments = new ArrayList<>(List.of("@jvm.options"));
        try {
            Files.createDirectories(directory.resolve("cache"));
            Files.copy(program.options(), directory.resolve("jvm.options"), StandardCopyOption.REPLACE_EXISTING);
            extract(program.jar(), directory);
            deleteOlder(directory.resolve("cache"), program.jar());
            if (!Files.readString(program.options()).contains("-XX:SharedArchiveFile=")) {
                arguments.addAll(KEEP_ARCHIVE);
                arguments.add("-XX:SharedArchiveFile=cache/%s.jsa".formatted(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        arguments.addAll(List.of("-jar", program.jarName()));
        return new Installation(directory, arguments);
    }

    private static void extract(Path jar, Path directory) throws IOException, InterruptedException {
        var extract = new ProcessBuilder(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force",
                "--destination", directory.toString()).redirectErrorStream(true).start();
        var said = new String(extract.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (extract.waitFor() != 0) {
            throw new IOException("%s cannot be extracted: %s".formatted(jar, said));
        }
    }

    /** An archive of other classes would be of no use, and none would be written as long as it is there. */
    private static void deleteOlder(Path cache, Path jar) throws IOException {
        var built = Files.getLastModifiedTime(jar);
        try (var archives = Files.list(cache)) {
            for (var archive : archives.toList()) {
                if (Files.getLastModifiedTime(archive).compareTo(built) < 0) {
                    Files.delete(archive);
                }
            }
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
            return archives.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
