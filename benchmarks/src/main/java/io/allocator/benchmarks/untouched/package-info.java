/** The same aggregate on Axon's defaults: its auto-configuration, its JPA event store, no cache, no snapshots. */
@NullMarked
package io.allocator.benchmarks.untouched;

import org.jspecify.annotations.NullMarked;
