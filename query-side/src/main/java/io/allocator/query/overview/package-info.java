/** Totals over all products, and what among them a planner should look at. */
@NullMarked
package io.allocator.query.overview;

import org.jspecify.annotations.NullMarked;
