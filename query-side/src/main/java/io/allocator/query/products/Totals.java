package io.allocator.query.products;

/**
 * Sums over all products.
 *
 * @param products known SKUs
 * @param batches batches ever added
 * @param purchased units bought
 * @param allocated units promised to lines and not yet shipped
 * @param backordered units promised to lines that wait for stock
 * @param shipped units gone
 * @param linesAllocated lines that hold a batch
 * @param linesBackordered lines that wait for stock
 * @param linesShipped lines that are gone
 */
public record Totals(long products, long batches, long purchased, long allocated, long backordered, long shipped,
        long linesAllocated, long linesBackordered, long linesShipped) {}
