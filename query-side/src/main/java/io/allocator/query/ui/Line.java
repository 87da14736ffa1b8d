package io.allocator.query.ui;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.LineView;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order line, as a row.
 *
 * @param orderid the customer's order
 * @param sku what is ordered
 * @param lineid tells lines of one order and SKU apart
 * @param qty units ordered
 * @param status allocated, backordered, shipped; of a line that is no more, released or refused
 * @param batchref the batch it holds; {@code null} when it holds none
 * @param arrival when that batch arrives; {@code null} when there is none
 * @param story the page that tells what became of it
 * @param product the SKU's page
 * @param selected whether the story beside the list is its own
 */
record Line(String orderid, String sku, String lineid, int qty, String status, @Nullable String batchref,
        @Nullable Arrival arrival, String story, String product, boolean selected) {

    static Line of(LineView line, LocalDate today) {
        return of(line.orderid(), line.sku(), line.lineid(), line.qty(), line.status().name(), line.batchref(),
                line.eta(), today, false);
    }

    static Line of(String orderid, AllocationView line, LocalDate today, boolean selected) {
        return of(orderid, line.sku(), line.lineid(), line.qty(), line.status().name(), line.batchref(), line.eta(),
                today, selected);
    }

    static Line of(String orderid, String sku, String lineid, int qty, String status, @Nullable String batchref,
            @Nullable LocalDate eta, LocalDate today, boolean selected) {
        return new Line(orderid, sku, lineid, qty, status.toLowerCase(Locale.ROOT), batchref,
                batchref == null ? null : Arrival.of(eta, today), Links.line(orderid, sku, lineid),
                Links.product(sku), selected);
    }
}
