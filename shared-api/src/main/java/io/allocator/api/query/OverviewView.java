package io.allocator.api.query;

import java.util.Map;

/**
 * Totals over all products.
 *
 * @param products known SKUs
 * @param batches batches of all SKUs
 * @param available units that further lines can have
 * @param allocated units promised to lines and not yet shipped
 * @param backordered units promised to lines that wait for stock
 * @param shipped units gone
 * @param lines accepted lines by status, every status named
 */
public record OverviewView(long products, long batches, long available, long allocated, long backordered, long shipped,
        Map<LineStatus, Long> lines) {}
