/** Connections to databases. */
@NullMarked
package io.allocator.query.connections;

import org.jspecify.annotations.NullMarked;
