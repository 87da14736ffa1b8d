/** Reads by key: those that come at the same time share a statement. */
@NullMarked
package io.allocator.query.gathering;

import org.jspecify.annotations.NullMarked;
