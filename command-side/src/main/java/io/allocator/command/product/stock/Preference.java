package io.allocator.command.product.stock;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A batch's place among those of its SKU: warehouse before shipments, then the earlier ETA, then the order in which they
 * were added.
 *
 * @param eta the day it arrives; {@code null} when it is in the warehouse
 * @param position its place in the order in which batches were added, from 0
 */
record Preference(@Nullable LocalDate eta, int position) {

    static final Comparator<Preference> MOST_PREFERRED_FIRST = Comparator
            .<Preference, LocalDate>comparing(Preference::eta, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(Preference::position);
}
