/** How fast the views are made, and answered from. */
@NullMarked
package io.allocator.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
