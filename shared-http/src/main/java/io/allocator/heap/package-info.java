/** Keeps the memory of both sides near what they hold. */
@NullMarked
package io.allocator.heap;

import org.jspecify.annotations.NullMarked;
