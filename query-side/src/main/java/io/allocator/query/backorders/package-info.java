/** What waits for stock: the backordered lines, in the order in which they were accepted. */
@NullMarked
package io.allocator.query.backorders;

import org.jspecify.annotations.NullMarked;
