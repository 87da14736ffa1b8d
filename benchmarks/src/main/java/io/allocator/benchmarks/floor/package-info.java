/** The floor: what a plain handler on the same server costs that does no more than to keep the request. */
@NullMarked
package io.allocator.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
