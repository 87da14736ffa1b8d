package io.allocator.standalone.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked from the class path. */
final class PostgresPrograms {

    private final Path directory;

    private PostgresPrograms(Path directory) {
        this.directory = directory;
    }

    /**
     * Unpacks the programs below a directory, unless these very ones are there.
     *
     * @throws UnusableDatabaseException if there are none for this operating system and processor
     */
    static PostgresPrograms unpack(Path below) throws IOException {
        var archive = archive();
        var directory = below.resolve(fingerprint(archive));
        if (!Files.exists(directory)) {
            // Under another name until it is complete: a process may end at any moment.
            var incomplete = below.resolve("incomplete");
            FileSystemUtils.deleteRecursively(incomplete);
            unpack(archive, Files.createDirectories(incomplete));
            Files.move(incomplete, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresPrograms(directory);
    }

    /** Removes those of other versions, once nothing that was left running needs them any more. */
    void removeOthers() throws IOException {
        try (var versions = Files.list(directory.getParent())) {
            for (var other : versions.filter(version -> !version.equals(directory)).toList()) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    /** The version before the dot: files of one are not readable to another. */
    String majorVersion() {
        var version = run("postgres", "--version").output();
        return version.strip().replaceFirst("^.* (\\d+)\\.\\d+.*$", "$1");
    }

    /** Runs a program to its end. */
    Result run(String program, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with root's files.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // PGPORT, PGDATA and the like are about some other server; messages are to be read by this program, too.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + program + " was running", e);
        }
    }

    /** How a program ended, and what it printed. */
    record Result(int code, String output) {

        boolean succeeded() {
            return code == 0;
        }
    }

    private static URL archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
                ? "darwin"
                : System.getProperty("os.name").toLowerCase(Locale.ROOT);
        // The archive for macOS holds programs for both processors.
        var processor = "darwin".equals(system) || "aarch64".equals(System.getProperty("os.arch"))
                ? "arm_64"
                : "x86_64";
        var archive = PostgresPrograms.class.getResource("/postgres-" + system + "-" + processor + ".txz");
        if (archive == null) {
            throw new UnusableDatabaseException(
                    "There is no embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch"),
                    "Start the command side and the query side against a PostgreSQL of yours, for example with docker compose");
        }
        return archive;
    }

    private static String fingerprint(URL archive) throws IOException {
        try (var content = archive.openStream()) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int read; (read = content.read(buffer)) >= 0;) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void unpack(URL archive, Path into) throws IOException {
        try (InputStream content = archive.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(content)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = into.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
                        throw new IOException("Cannot make " + target + " executable");
                    }
                }
            }
        }
    }
}
