/** The product aggregate, one per SKU: the Axon face of the decisions in {@code stock}. */
@NullMarked
package io.allocator.command.product;

import org.jspecify.annotations.NullMarked;
