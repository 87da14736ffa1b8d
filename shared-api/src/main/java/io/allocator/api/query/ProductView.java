package io.allocator.api.query;

import java.util.List;

/**
 * A product, its figures in units, and its batches in the order in which lines are put on them.
 *
 * @param sku what is sold
 * @param qty purchased, over all batches
 * @param allocated promised to lines and not yet shipped
 * @param backordered promised to lines that wait for stock
 * @param shipped gone
 * @param available what further lines can have, over all batches
 * @param batches its batches: the warehouse first, then the earliest to arrive, then as they were added
 */
public record ProductView(String sku, long qty, long allocated, long backordered, long shipped, long available,
        List<BatchView> batches) {}
