package io.allocator.command.product.stock;

import org.jspecify.annotations.Nullable;

/**
 * Lines found by what identifies them. A hash table with open addressing, linear probing and removal without marks
 * (Knuth, <i>The Art of Computer Programming</i> 3, 6.4, algorithms L and R): a line is its own key and entry, which
 * {@link java.util.HashMap} would take 40 bytes more for, and a node keeps hundreds of thousands of them.
 */
final class LinesById {

    private static final int FEWEST_SLOTS = 8;

    /** A power of two, at most three quarters of them taken. */
    private @Nullable Line[] slots = new Line[FEWEST_SLOTS];
    private int size;

    /** The line of this identity, if it is here. */
    @Nullable
    Line get(String orderId, String lineId) {
        return slots[slotOf(orderId, lineId)];
    }

    /** Adds a line, in place of the one of the same identity if there is one. */
    void put(Line line) {
        var slot = slotOf(line.orderId(), line.lineId());
        if (slots[slot] == null) {
            size++;
        }
        slots[slot] = line;
        if (size > slots.length / 4 * 3) {
            resize(slots.length * 2);
        }
    }

    /** Takes a line out; {@code null} if it is not here. */
    @Nullable
    Line remove(String orderId, String lineId) {
        var slot = slotOf(orderId, lineId);
        var removed = slots[slot];
        if (removed != null) {
            size--;
            close(slot);
            if (size < slots.length / 8 && slots.length > FEWEST_SLOTS) {
                resize(slots.length / 2);
            }
        }
        return removed;
    }

    int size() {
        return size;
    }

    /** All lines, in no order. */
    Line[] toArray() {
        var all = new Line[size];
        var found = 0;
        for (var line : slots) {
            if (line != null) {
                all[found++] = line;
            }
        }
        return all;
    }

    /** Where the line of this identity is, or would be put: the first free slot, or its own, from its home on. */
    private int slotOf(String orderId, String lineId) {
        var slot = home(orderId, lineId);
        for (var line = slots[slot]; line != null && !line.is(orderId, lineId); line = slots[slot]) {
            slot = next(slot);
        }
        return slot;
    }

    /** Empties a slot. A line behind it that can no longer be reached from its home is moved there, and so on. */
    private void close(int slot) {
        var free = slot;
        var candidate = next(free);
        for (var line = slots[candidate]; line != null; line = slots[candidate]) {
            var home = home(line.orderId(), line.lineId());
            if (distance(home, candidate) >= distance(free, candidate)) {
                slots[free] = line;
                free = candidate;
            }
            candidate = next(candidate);
        }
        slots[free] = null;
    }

    private void resize(int length) {
        var before = slots;
        slots = new Line[length];
        for (var line : before) {
            if (line != null) {
                slots[slotOf(line.orderId(), line.lineId())] = line;
            }
        }
    }

    /** By Fibonacci hashing: the upper bits of a product, since numbers that follow each other have hashes that do. */
    private int home(String orderId, String lineId) {
        var hash = (31 * orderId.hashCode() + lineId.hashCode()) * 0x9E3779B9;
        return hash >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** Steps from one slot to another, past the end to the beginning. */
    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }
}
