/** A lean load generator: many connections, one thread, a process of its own. */
@NullMarked
package io.allocator.benchmarks.load;

import org.jspecify.annotations.NullMarked;
