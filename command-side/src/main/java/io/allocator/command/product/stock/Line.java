package io.allocator.command.product.stock;

/**
 * An order line that holds stock.
 *
 * @param id its identity within the SKU
 * @param quantity units ordered
 * @param batch the batch that holds all of them
 */
record Line(LineId id, int quantity, Batch batch) {}
