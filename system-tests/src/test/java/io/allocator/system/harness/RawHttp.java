package io.allocator.system.harness;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 25_000;

    private RawHttp() {}

    /**
     * Sends bytes, and reads until the server closes; ask it to with {@code Connection: close}.
     *
     * @return all that the server answered, empty when it closed without an answer
     */
    public static String exchange(URI server, String bytes) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }
}
