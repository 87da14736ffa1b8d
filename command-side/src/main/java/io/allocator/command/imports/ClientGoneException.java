package io.allocator.command.imports;

import java.io.IOException;

/** The client closed the connection while its import was taken in or answered. */
final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
        super(cause);
    }
}
