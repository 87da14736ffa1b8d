/** How fast a file of order lines is allocated. */
@NullMarked
package io.allocator.benchmarks.imports;

import org.jspecify.annotations.NullMarked;
