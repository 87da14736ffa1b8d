/** What a customer's order holds: its lines, and for each the batch it is on. */
@NullMarked
package io.allocator.query.allocations;

import org.jspecify.annotations.NullMarked;
