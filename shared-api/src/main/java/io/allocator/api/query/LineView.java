package io.allocator.api.query;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An accepted order line.
 *
 * @param orderid the customer's order
 * @param sku what is ordered
 * @param lineid tells lines of one order and SKU apart
 * @param qty units ordered
 * @param status where the line stands
 * @param batchref the batch it holds; {@code null} while it waits
 * @param eta the day that batch arrives; {@code null} when it is in the warehouse, or there is none
 */
public record LineView(String orderid, String sku, String lineid, int qty, LineStatus status,
        @Nullable String batchref, @Nullable LocalDate eta) {}
