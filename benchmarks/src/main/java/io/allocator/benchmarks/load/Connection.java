package io.allocator.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection that is kept alive for as long as the server likes. Sends a request, and reads its answer. */
final class Connection {

    private static final int ROOM = 1 << 16;

    private final int index;
    private final int port;
    private final Selector selector;
    private final AnswerParser parser = new AnswerParser();
    private SocketChannel channel;
    private ByteBuffer in = ByteBuffer.allocate(ROOM);

    /** The number of the request under way. */
    long number;

    /** When the request under way was sent, or was due to be sent. */
    long since;

    Connection(int index, int port, Selector selector) throws IOException {
        this.index = index;
        this.port = port;
        this.selector = selector;
        this.channel = open();
    }

    private SocketChannel open() throws IOException {
        var opened = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        return opened;
    }

    int index() {
        return index;
    }

    /** Sends a request, on a new connection if the server has ended the old one with its last answer. */
    void send(byte[] request) throws IOException {
        if (!channel.isOpen()) {
            channel = open();
        }
        var out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /**
     * Reads what there is.
     *
     * @return the status of the answer, or 0 while it is not complete
     * @throws EOFException if the server closed without one
     */
    int read() throws IOException {
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
        }
        if (channel.read(in) < 0) {
            throw new EOFException("The server closed the connection and owed an answer");
        }
        if (!parser.isComplete(in.array(), in.position())) {
            return 0;
        }
        var status = parser.status();
        if (parser.closes()) {
            channel.close();
        }
        parser.reset();
        in.clear();
        return status;
    }

    void close() throws IOException {
        channel.close();
    }
}
