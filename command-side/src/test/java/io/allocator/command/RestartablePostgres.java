package io.allocator.command;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that can be stopped and started again, where it was and with what was in it. */
public final class RestartablePostgres implements AutoCloseable {

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    /** One that is not started yet. */
    public RestartablePostgres(Path data) throws IOException {
        this.data = data;
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /** Starts it. */
    public void start() throws IOException {
        running = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setPort(port).start();
    }

    /** Stops it; connections are cut. */
    public void stop() throws IOException {
        var server = running;
        running = null;
        if (server != null) {
            server.close();
        }
    }

    /** Its URL, also while it is not running. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
