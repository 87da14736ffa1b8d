package io.allocator.command.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The physical lines of a text, however it ends them, each cut at a bound: one endless line must not fill the memory. */
final class CsvLines {

    /** Characters of a line that are kept: far more than any row that can be accepted. */
    static final int MAX_LENGTH = 16 * 1024;

    private static final int END = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader text;
    private final Deque<String> pushedBack = new ArrayDeque<>();
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    CsvLines(BufferedReader text) {
        this.text = text;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    String next() throws IOException {
        var again = pushedBack.pollFirst();
        return again != null ? again : read();
    }

    /** Gives lines back, to be returned by {@link #next()} once more, in their order. */
    void pushBack(List<String> lines) {
        lines.reversed().forEach(pushedBack::addFirst);
    }

    private @Nullable String read() throws IOException {
        var line = new StringBuilder();
        var any = false;
        for (var next = text.read();; next = text.read()) {
            var secondOfPair = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (secondOfPair || isByteOrderMark(next)) {
                continue;
            }
            if (next == END) {
                return any ? line.toString() : null;
            }
            any = true;
            if (next == '\n' || next == '\r') {
                return line.toString();
            }
            if (line.length() < MAX_LENGTH) {
                line.append((char) next);
            }
        }
    }

    private boolean isByteOrderMark(int next) {
        var first = atStart;
        atStart = false;
        return first && next == BYTE_ORDER_MARK;
    }
}
