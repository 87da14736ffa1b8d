/** How long the first command takes on a product that is not in memory, by the lines it has shipped. */
@NullMarked
package io.allocator.benchmarks.loading;

import org.jspecify.annotations.NullMarked;
