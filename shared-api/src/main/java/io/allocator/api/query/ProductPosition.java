package io.allocator.api.query;

/**
 * A place in a list of products.
 *
 * @param value the figure by which they are sorted; 0 when they are by SKU
 * @param sku the last product before that place
 */
public record ProductPosition(long value, String sku) {}
