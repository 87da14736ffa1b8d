/** Every product, that is every SKU: its figures, and its batches in the order in which lines are put on them. */
@NullMarked
package io.allocator.query.products;

import org.jspecify.annotations.NullMarked;
