package io.allocator.api.query;

/**
 * A product and its figures, in units, without its batches.
 *
 * @param sku what is sold
 * @param qty purchased, over all batches
 * @param allocated promised to lines and not yet shipped
 * @param backordered promised to lines that wait for stock
 * @param shipped gone
 * @param available what further lines can have, over all batches
 * @param batches batches ever added
 */
public record ProductSummaryView(String sku, long qty, long allocated, long backordered, long shipped, long available,
        int batches) {}
