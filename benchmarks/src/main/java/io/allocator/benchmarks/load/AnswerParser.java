package io.allocator.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the end of an HTTP/1.1 answer; of its head only what that takes. */
final class AnswerParser {

    private static final int STATUS_AT = 9;
    private static final int STATUS_DIGITS = 3;
    private static final int LINE_END = 2;

    private int scanned;
    private int bodyAt;
    private int status;
    private int length;
    private boolean chunked;
    private boolean closes;

    int status() {
        return status;
    }

    /** Whether the server closes the connection after this answer. */
    boolean closes() {
        return closes;
    }

    /** For the next answer. */
    void reset() {
        scanned = 0;
        bodyAt = 0;
        length = 0;
        chunked = false;
        closes = false;
    }

    /** Whether the bytes, those of earlier calls and more, hold the whole answer. */
    boolean isComplete(byte[] bytes, int filled) {
        if (bodyAt == 0 && !findBody(bytes, filled)) {
            return false;
        }
        return chunked ? skipChunks(bytes, filled) : filled >= bodyAt + length;
    }

    private boolean findBody(byte[] bytes, int filled) {
        for (var at = Math.max(scanned, 3); at < filled; at++) {
            if (bytes[at] == '\n' && bytes[at - 1] == '\r' && bytes[at - 2] == '\n') {
                readHead(new String(bytes, 0, at - 1, StandardCharsets.ISO_8859_1));
                bodyAt = at + 1;
                scanned = bodyAt;
                return true;
            }
        }
        scanned = filled;
        return false;
    }

    private void readHead(String head) {
        status = Integer.parseInt(head, STATUS_AT, STATUS_AT + STATUS_DIGITS, 10);
        for (var from = head.indexOf('\n') + 1; from > 0 && from < head.length(); from = head.indexOf('\n', from) + 1) {
            if (startsWith(head, from, "content-length:")) {
                length = Integer.parseInt(value(head, from));
            } else if (startsWith(head, from, "transfer-encoding:")) {
                chunked = true;
            } else if (startsWith(head, from, "connection:")) {
                closes = value(head, from).toLowerCase(Locale.ROOT).equals("close");
            }
        }
    }

    private static boolean startsWith(String head, int from, String name) {
        return head.regionMatches(true, from, name, 0, name.length());
    }

    private static String value(String head, int from) {
        return head.substring(head.indexOf(':', from) + 1, head.indexOf('\r', from)).strip();
    }

    private boolean skipChunks(byte[] bytes, int filled) {
        while (true) {
            var size = 0;
            var at = scanned;
            while (at < filled && bytes[at] != '\r') {
                size = size * 16 + Character.digit(bytes[at++], 16);
            }
            var next = at + LINE_END + size + LINE_END;
            if (next > filled) {
                return false;
            }
            if (size == 0) {
                return true;
            }
            scanned = next;
        }
    }
}
