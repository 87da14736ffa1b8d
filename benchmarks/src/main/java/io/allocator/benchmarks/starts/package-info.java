/** How long the programs take to be ready. */
@NullMarked
package io.allocator.benchmarks.starts;

import org.jspecify.annotations.NullMarked;
