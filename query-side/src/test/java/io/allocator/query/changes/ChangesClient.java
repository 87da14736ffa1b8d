package io.allocator.query.changes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the changes, as a browser's EventSource reads them, over a socket that can be cut at any byte. */
final class ChangesClient implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader lines;

    /** Connects; {@code lastId} resumes. */
    ChangesClient(String root, String query, @Nullable String lastId) throws IOException {
        var uri = URI.create(root);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(("GET /changes" + query + " HTTP/1.0\r\nHost: localhost\r\n"
                + (lastId == null ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var status = lines.readLine();
        if (status == null || !status.contains(" 200 ")) {
            throw new IOException("refused: " + status);
        }
        while (!lines.readLine().isEmpty()) {
            // heads
        }
    }

    /**
     * What one message said.
     *
     * @param id to resume behind it
     * @param change what has changed; {@code null} when it only told where the client is
     */
    record Received(String id, @Nullable JsonNode change) {}

    /** Waits for the next message. */
    Received next() throws IOException {
        var id = "";
        JsonNode change = null;
        for (var line = lines.readLine(); !"".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IOException("ended");
            }
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                change = JsonMapper.shared().readTree(line.substring(6));
            }
        }
        return new Received(id, change);
    }

    /** Waits for the next change. */
    JsonNode nextChange() throws IOException {
        var received = next();
        while (received.change() == null) {
            received = next();
        }
        return received.change();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
