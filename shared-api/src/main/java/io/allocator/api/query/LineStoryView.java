package io.allocator.api.query;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order line and all that became of it.
 *
 * @param orderid the customer's order
 * @param sku what is ordered
 * @param lineid tells lines of one order and SKU apart
 * @param qty units ordered, as last asked for
 * @param status where the line stands: a {@link LineStatus}; {@code RELEASED} when it was given up, {@code REFUSED} when
 *        it was never accepted
 * @param batchref the batch it holds; {@code null} when it holds none
 * @param eta the day that batch arrives; {@code null} when it is in the warehouse, or there is none
 * @param story what happened, oldest first
 */
public record LineStoryView(String orderid, String sku, String lineid, int qty, String status,
        @Nullable String batchref, @Nullable LocalDate eta, List<HistoryEntryView> story) {}
