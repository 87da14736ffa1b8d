/** What happened to a product's stock: primitives and dates only, each complete in itself. */
@NullMarked
package io.allocator.api.event;

import org.jspecify.annotations.NullMarked;
