package io.allocator.api.query;

/** Asks for a product with its batches; answered by an optional {@link ProductView}. */
public record FindProductQuery(String sku) {}
