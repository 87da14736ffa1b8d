/** Whether years of history make the write side slower. */
@NullMarked
package io.allocator.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
