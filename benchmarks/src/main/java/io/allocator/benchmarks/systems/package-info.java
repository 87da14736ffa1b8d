/** What is compared: programs in processes of their own, on one PostgreSQL that keeps what it has committed. */
@NullMarked
package io.allocator.benchmarks.systems;

import org.jspecify.annotations.NullMarked;
