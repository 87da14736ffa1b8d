package io.allocator.system.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client was told for good, by a 2xx or a refusal. */
sealed interface Told {

    /** An order line. */
    record Line(String orderid, String sku, String lineid, int qty) {

        String key() {
            return key(orderid, sku, lineid);
        }

        static String key(String orderid, String sku, String lineid) {
            return String.join("|", orderid, sku, lineid);
        }
    }

    /** That a batch is in. */
    record Added(String ref, String sku, int qty, @Nullable String eta) implements Told {}

    /** That a batch has this quantity now, and which lines had to move. */
    record Resized(String ref, int qty, List<Move> moved) implements Told {}

    /** That a batch arrives on this day now; {@code null}: it has. */
    record Dated(String ref, @Nullable String eta) implements Told {}

    /**
     * That a line is accepted.
     *
     * @param batch what it holds; {@code null} when it waits
     * @param anew whether it was told by the first answer to the first request: it may have moved otherwise
     */
    record Placed(Line line, @Nullable String batch, boolean anew) implements Told {}

    /** That a line cannot be had. */
    record Refused(Line line) implements Told {}

    /** That a line is no more. */
    record Released(Line line) implements Told {}

    /** That a line is gone. */
    record Shipped(Line line) implements Told {}

    /** That a line moved; {@code null} for waiting. */
    record Move(String line, @Nullable String from, @Nullable String to) {}

    /** Nothing, up to the end: the line may have become anything of what was asked for. */
    record OpenLine(Line line) implements Told {}

    /** Nothing, up to the end: the batch may have been added, or changed, or not. */
    record OpenBatch(String ref) implements Told {}
}
