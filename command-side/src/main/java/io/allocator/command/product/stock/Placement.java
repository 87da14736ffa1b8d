package io.allocator.command.product.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives stock to lines that wait, on trial: nothing is changed but this. Free stock of batches against waiting lines,
 * each in its order.
 */
final class Placement {

    private WeightedTree<Preference, Free> free;
    private WeightedTree<Long, Line> waiting;
    private final List<Placed> placed = new ArrayList<>();

    /**
     * What is left of a batch.
     *
     * @param batch which batch
     * @param available units
     */
    record Free(Batch batch, int available) {}

    /** A line that got stock, and from where. */
    record Placed(Line line, Batch batch) {}

    Placement(WeightedTree<Preference, Free> free, WeightedTree<Long, Line> waiting) {
        this.free = free;
        this.waiting = waiting;
    }

    /** A line that has lost its batch waits in its place in the accepted order. */
    void bump(Line line) {
        waiting = waiting.with(line.accepted(), line, -line.quantity());
    }

    /** A batch has this much available. */
    void offer(Batch batch, int available) {
        free = withFree(free, batch, available);
    }

    /**
     * The waiting lines, in accepted order, each get the first batch that can take them; one that does not fit is passed
     * over. Stock only gets less on the way, so a line passed over would not fit later either: it is enough to ask each
     * time for the first line that fits.
     *
     * @param most how many lines to place at the most
     * @return the lines placed, in order
     */
    List<Placed> drain(int most) {
        while (placed.size() < most) {
            var line = firstThatFits();
            if (line.isEmpty()) {
                break;
            }
            place(line.get());
        }
        return placed;
    }

    private void place(Line line) {
        var slot = free.firstAtLeast(line.quantity()).orElseThrow();
        offer(slot.batch(), slot.available() - line.quantity());
        waiting = waiting.without(line.accepted());
        placed.add(new Placed(line, slot.batch()));
    }

    Optional<Line> firstThatFits() {
        return waiting.firstAtLeast(-free.heaviestOr(0));
    }

    /** Keeps batches with something left only, so that spent ones cost a decision nothing. */
    static WeightedTree<Preference, Free> withFree(WeightedTree<Preference, Free> free, Batch batch, int available) {
        return available == 0
                ? free.without(batch.preference())
                : free.with(batch.preference(), new Free(batch, available), available);
    }
}
