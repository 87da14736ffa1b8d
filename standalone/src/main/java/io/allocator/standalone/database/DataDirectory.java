package io.allocator.standalone.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything to be kept, opened by one process at a time. The operating system gives the
 * lock back however the process ends, so nothing is to be tidied up by hand after a crash.
 */
final class DataDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the directory if need be and locks it.
     *
     * @throws UnusableDatabaseException if another process has it, or it cannot be written
     */
    static DataDirectory open(Path path) {
        try {
            // The real path: it is compared with the command line of a postmaster that an earlier process left behind.
            var root = Files.createDirectories(path.toAbsolutePath().normalize()).toRealPath();
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                throw inUse(root, channel);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw UnusableDatabaseException.notWritable(path.toAbsolutePath().normalize(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Leaves the channel open: where this very process has the lock, closing a second channel would give it back. */
    private static UnusableDatabaseException inUse(Path root, FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        var owner = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
        return new UnusableDatabaseException(
                "The data directory " + root + " is in use by "
                        + (owner.isEmpty() ? "another process" : "process " + owner),
                "Stop that process first, or name another directory with --allocator.data-dir=<directory>");
    }

    /** The database's own files. */
    Path cluster() {
        return root.resolve("cluster");
    }

    /** PostgreSQL's programs, unpacked: not in a temporary directory, which the system may empty while they run. */
    Path programs() {
        return root.resolve("postgresql");
    }

    /** What PostgreSQL has to say. */
    Path log() {
        return root.resolve("postgresql.log");
    }

    /**
     * The file with the superuser's password, readable by this user only: on a machine with other users, anyone can
     * connect to a local port.
     *
     * @throws UnusableDatabaseException if it is missing and there is a database already
     */
    Path superuserPassword() throws IOException {
        var file = root.resolve("superuser-password");
        if (!Files.exists(file)) {
            if (Files.exists(cluster())) {
                throw new UnusableDatabaseException("The file " + file + " with the database's password is missing",
                        "Put it back from a backup: directory and file belong together");
            }
            var created = Files.createTempFile(root, "superuser-password", ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(created, newPassword(), StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
            Files.move(created, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** A password that nobody has to remember. */
    static String newPassword() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Lets other processes have the directory. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
