package io.allocator.query.ui;

import io.allocator.api.query.BackorderView;
import io.allocator.api.query.BackordersView;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.OverviewView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines that wait for stock.
 *
 * @param sku of this SKU only; empty for all
 * @param lines how many wait, over all SKUs
 * @param units how many units these are
 * @param rows some of the lines, in accepted order
 * @param first the first page; {@code null} on the first page
 * @param next the next page; {@code null} on the last
 * @param changes where changes are told as they happen
 */
record BackordersPage(String sku, long lines, long units, List<Row> rows, @Nullable String first,
        @Nullable String next, String changes) {

    /**
     * A line that waits.
     *
     * @param line the line
     * @param story the page that tells what became of it
     * @param product its SKU's page
     */
    record Row(BackorderView line, String story, String product) {}

    static BackordersPage of(@Nullable String sku, boolean isFirst, BackordersView found, OverviewView totals) {
        var next = found.next();
        return new BackordersPage(sku == null ? "" : sku, totals.lines().getOrDefault(LineStatus.BACKORDERED, 0L),
                totals.backordered(),
                found.items().stream()
                        .map(l -> new Row(l, Links.line(l.orderid(), l.sku(), l.lineid()), Links.product(l.sku())))
                        .toList(),
                isFirst ? null : Links.BACKORDERS + Links.query("sku", sku),
                next == null ? null : Links.BACKORDERS + Links.query("sku", sku, "after", String.valueOf(next)),
                sku == null ? Links.changes(null, "") : Links.changes("sku", sku));
    }
}
