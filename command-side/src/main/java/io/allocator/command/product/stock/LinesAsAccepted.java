package io.allocator.command.product.stock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Lines in their accepted order. A list of short sorted pieces, as Python's <i>sortedcontainers</i> has it (Jenks,
 * 2014): a line takes some 5 bytes here, where a {@link java.util.TreeSet} takes 32, and nearly all lines are added at the
 * end.
 */
final class LinesAsAccepted {

    /** In order, none empty. */
    private final List<Piece> pieces = new ArrayList<>(1);

    /** Adds a line whose place in the accepted order no line here has. */
    void add(Line line) {
        if (pieces.isEmpty()) {
            pieces.add(new Piece());
        }
        var at = pieceOf(line.accepted());
        var piece = pieces.get(at);
        if (piece.isFull()) {
            var isLast = at == pieces.size() - 1 && line.accepted() > piece.last();
            var rest = isLast ? new Piece() : piece.split();
            pieces.add(at + 1, rest);
            if (isLast || line.accepted() > rest.first()) {
                piece = rest;
            }
        }
        piece.insert(line);
    }

    /**
     * Takes a line out.
     *
     * @throws IllegalStateException when it is not here
     */
    void remove(Line line) {
        var at = pieces.isEmpty() ? 0 : pieceOf(line.accepted());
        if (pieces.isEmpty() || !pieces.get(at).remove(line.accepted())) {
            throw new IllegalStateException(line + " is not on this batch");
        }
        if (pieces.get(at).count == 0) {
            pieces.remove(at);
        } else if (at > 0 && pieces.get(at - 1).takes(pieces.get(at))) {
            pieces.remove(at);
        } else if (at + 1 < pieces.size() && pieces.get(at).takes(pieces.get(at + 1))) {
            pieces.remove(at + 1);
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** All lines, the last accepted first; nothing may change meanwhile. */
    Iterable<Line> lastAcceptedFirst() {
        return Backwards::new;
    }

    /** The last piece that begins no later, or the first one. */
    private int pieceOf(long accepted) {
        var low = 0;
        var high = pieces.size() - 1;
        while (low < high) {
            var middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).first() <= accepted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** A few lines that follow each other. */
    private static final class Piece {

        private static final int MOST = 64;
        private static final int FEWEST_SLOTS = 2;

        private @Nullable Line[] lines = new Line[FEWEST_SLOTS];
        private int count;

        boolean isFull() {
            return count == MOST;
        }

        Line get(int i) {
            var line = lines[i];
            if (line == null) {
                throw new NoSuchElementException("No line at " + i);
            }
            return line;
        }

        long first() {
            return get(0).accepted();
        }

        long last() {
            return get(count - 1).accepted();
        }

        void insert(Line line) {
            if (count == lines.length) {
                lines = Arrays.copyOf(lines, 2 * count);
            }
            var at = placeOf(line.accepted());
            System.arraycopy(lines, at, lines, at + 1, count - at);
            lines[at] = line;
            count++;
        }

        /** Whether it was here. */
        boolean remove(long accepted) {
            var at = placeOf(accepted);
            if (at == count || get(at).accepted() != accepted) {
                return false;
            }
            System.arraycopy(lines, at + 1, lines, at, count - at - 1);
            lines[--count] = null;
            return true;
        }

        /** The second half of this, which is left with the first. */
        Piece split() {
            var rest = new Piece();
            rest.lines = Arrays.copyOfRange(lines, MOST / 2, MOST);
            rest.count = MOST / 2;
            lines = Arrays.copyOf(lines, MOST / 2);
            count = MOST / 2;
            return rest;
        }

        /** Takes in the lines of the next piece, if the two are few: pieces that are nearly empty would take memory. */
        boolean takes(Piece next) {
            if (count + next.count > MOST / 2) {
                return false;
            }
            lines = Arrays.copyOf(lines, MOST / 2);
            System.arraycopy(next.lines, 0, lines, count, next.count);
            count += next.count;
            return true;
        }

        /** Where a line is, or would be: before the first one accepted no earlier. */
        private int placeOf(long accepted) {
            var low = 0;
            var high = count;
            while (low < high) {
                var middle = (low + high) >>> 1;
                if (get(middle).accepted() < accepted) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private final class Backwards implements Iterator<Line> {

        private int piece = pieces.size() - 1;
        private int left = piece < 0 ? 0 : pieces.get(piece).count;

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Line next() {
            if (left == 0) {
                throw new NoSuchElementException("All lines were seen");
            }
            var line = pieces.get(piece).get(--left);
            if (left == 0 && piece > 0) {
                left = pieces.get(--piece).count;
            }
            return line;
        }
    }
}
