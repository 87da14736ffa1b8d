/** Totals over all products, made from the figures of each. */
@NullMarked
package io.allocator.query.overview;

import org.jspecify.annotations.NullMarked;
