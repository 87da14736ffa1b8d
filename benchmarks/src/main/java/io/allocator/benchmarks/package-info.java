/** How long things take, each beside a yardstick: run on request, not by {@code verify}. */
@NullMarked
package io.allocator.benchmarks;

import org.jspecify.annotations.NullMarked;
