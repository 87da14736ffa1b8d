package io.allocator.query.audit.rules;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A batch as the events so far have left it. */
final class Batch {

    /** Warehouse before shipments, then the earlier ETA, then the order in which they were added. */
    static final Comparator<Batch> MOST_PREFERRED_FIRST = Comparator
            .comparing((Batch batch) -> batch.eta, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparingInt(batch -> batch.position);

    final String reference;
    final int position;
    @Nullable
    LocalDate eta;
    int purchased;
    int shipped;
    /** A sum of lines; a log that is damaged may bring it anywhere. */
    long allocated;
    int lines;

    Batch(String reference, int position, int purchased, @Nullable LocalDate eta) {
        this.reference = reference;
        this.position = position;
        this.purchased = purchased;
        this.eta = eta;
    }

    long available() {
        return purchased - (long) shipped - allocated;
    }
}
