package io.allocator.system.harness;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends an import and reads its answer at the same time, as curl does. Written on a socket because the JDK's client
 * sends all of a body before it reads the first byte of the answer.
 */
public final class StreamedImport {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CHUNK = 16 * 1024;

    private StreamedImport() {}

    /**
     * Sends CSV in chunks, and takes one answer per row as it comes.
     *
     * @param onRow is given each row's answer
     * @return the summary
     * @throws IOException if the connection breaks before the summary
     */
    public static JsonNode send(URI server, String path, InputStream csv, Consumer<JsonNode> onRow) throws IOException {
        try (csv; var socket = new Socket(server.getHost(), server.getPort())) {
            Thread.ofVirtual().name("import " + path).start(() -> sendAll(socket, path, csv));
            var in = new BufferedInputStream(socket.getInputStream());
            var status = line(in);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new AssertionError("Import answered: " + status);
            }
            var chunked = false;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
            }
            var body = chunked ? new Chunks(in) : in;
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var answer = JSON.readTree(line);
                if (answer.has("summary")) {
                    return answer.get("summary");
                }
                onRow.accept(answer);
            }
            throw new IOException("The answer ended without a summary");
        }
    }

    private static void sendAll(Socket socket, String path, InputStream csv) {
        try {
            var out = socket.getOutputStream();
            out.write("""
                    POST %s HTTP/1.1\r
                    Host: %s\r
                    Content-Type: text/csv\r
                    Accept: application/x-ndjson\r
                    Transfer-Encoding: chunked\r
                    Connection: close\r
                    \r
                    """.formatted(path, "localhost").getBytes(StandardCharsets.US_ASCII));
            var buffer = new byte[CHUNK];
            for (var read = csv.read(buffer); read >= 0; read = csv.read(buffer)) {
                if (read > 0) {
                    out.write((Integer.toHexString(read) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(buffer, 0, read);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            close(socket);
        }
    }

    /** Makes the reader see that there is nothing more to come. */
    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection ended after: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** A chunked body, as one stream. */
    private static final class Chunks extends InputStream {

        private final InputStream in;
        private int left;
        private boolean first = true;
        private boolean ended;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                if (!first) {
                    line(in);
                }
                first = false;
                left = Integer.parseInt(line(in), 16);
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            var read = in.read(into, offset, Math.min(length, left));
            if (read < 0) {
                throw new IOException("The connection ended within a chunk");
            }
            left -= read;
            return read;
        }
    }
}
