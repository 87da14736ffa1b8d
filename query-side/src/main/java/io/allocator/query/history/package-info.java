/** View history: everything that happened to a SKU, for people to read, and what became of one order line. */
@NullMarked
package io.allocator.query.history;

import org.jspecify.annotations.NullMarked;
