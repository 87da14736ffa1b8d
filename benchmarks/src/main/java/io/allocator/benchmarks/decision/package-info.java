/** How long a decision takes, by open lines and batches of the SKU. */
@NullMarked
package io.allocator.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
