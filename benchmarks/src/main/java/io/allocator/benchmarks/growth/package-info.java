/** Whether years of history make either side slower. */
@NullMarked
package io.allocator.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
