package io.allocator.query.changes;

import io.allocator.api.query.HistoryEntryView;
import org.jspecify.annotations.Nullable;

/**
 * Which changes a client wants.
 *
 * @param sku of this SKU only; {@code null} for all
 * @param orderId of lines of this order only; {@code null} for all
 */
record ChangeFilter(@Nullable String sku, @Nullable String orderId) {

    boolean lets(HistoryEntryView entry) {
        return (sku == null || sku.equals(entry.sku()))
                && (orderId == null || orderId.equals(entry.data().get("orderid")));
    }
}
