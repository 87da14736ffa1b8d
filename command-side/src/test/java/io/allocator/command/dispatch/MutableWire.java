package io.allocator.command.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What lies between a program and its PostgreSQL. Muted, it lets nothing through, either way, and says nothing about it:
 * connections stay as they are, and new ones are accepted, as by a server or a network that hangs.
 */
final class MutableWire implements AutoCloseable {

    private static final int PIECE = 8192;

    private final String database;
    private final URI target;
    private final ServerSocket listening;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile boolean muted;

    /** Lies before the PostgreSQL of this JDBC URL. */
    MutableWire(String database) throws IOException {
        this.database = database;
        this.target = URI.create(database.substring("jdbc:".length()));
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The same database's URL, over this wire. */
    String url() {
        return database.replace(target.getAuthority(), "localhost:" + listening.getLocalPort());
    }

    /** Nothing comes through any more. */
    void mute() {
        muted = true;
        connections.forEach(connection -> connection.mute(true));
    }

    /** All comes through, also what was sent in the meantime. */
    void unmute() {
        muted = false;
        connections.forEach(connection -> connection.mute(false));
    }

    /** Only what is connected from now on comes through. */
    void unmuteForNewOnes() {
        muted = false;
    }

    private void accept() {
        try {
            while (true) {
                var connection = new Connection(listening.accept(), new Socket(target.getHost(), target.getPort()));
                connection.mute(muted);
                connections.add(connection);
                connection.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        connections.forEach(Connection::close);
    }

    private static final class Connection {

        private final Socket program;
        private final Socket server;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean muted;

        Connection(Socket program, Socket server) {
            this.program = program;
            this.server = server;
        }

        void mute(boolean isMuted) {
            lock.lock();
            try {
                muted = isMuted;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void start() {
            Thread.ofVirtual().start(() -> carry(program, server));
            Thread.ofVirtual().start(() -> carry(server, program));
        }

        private void carry(Socket from, Socket to) {
            try {
                carry(from.getInputStream(), to.getOutputStream());
            } catch (IOException | InterruptedException e) {
                close();
            }
        }

        private void carry(InputStream from, OutputStream to) throws IOException, InterruptedException {
            var piece = new byte[PIECE];
            for (var read = from.read(piece); read >= 0; read = from.read(piece)) {
                awaitUnmuted();
                to.write(piece, 0, read);
            }
            // nor is it told that the other has gone
            awaitUnmuted();
            close();
        }

        private void awaitUnmuted() throws InterruptedException {
            lock.lock();
            try {
                while (muted) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }

        void close() {
            mute(false);
            try {
                program.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
