package io.allocator.command.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A request body on disk. It is taken in whole before the first row is done: a client that sends all before it reads
 * the answer would otherwise wait for us while we wait for it, and an upload that breaks off has changed nothing.
 */
final class Spool implements AutoCloseable {

    /** Half a character, which no text has by itself. The usual U+FFFD may be in a name. */
    static final char UNREADABLE = '\uD800';

    private final Path file;

    private Spool(Path file) {
        this.file = file;
    }

    static Spool of(InputStream body) throws IOException {
        var spool = new Spool(Files.createTempFile("allocator-import-", ".csv"));
        try {
            Files.copy(body, spool.file, StandardCopyOption.REPLACE_EXISTING);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    /** Whether there is anything in a text that could not be read. */
    static boolean isUnreadable(String text) {
        return text.codePoints().anyMatch(c -> c == UNREADABLE);
    }

    /** The body as text; what is not of this charset reads as {@link #UNREADABLE}. */
    BufferedReader read(Charset charset) throws IOException {
        var decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE).replaceWith(String.valueOf(UNREADABLE));
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
