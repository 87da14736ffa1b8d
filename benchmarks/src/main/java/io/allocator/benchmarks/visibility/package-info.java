/** How soon the read side shows what the write side has answered. */
@NullMarked
package io.allocator.benchmarks.visibility;

import org.jspecify.annotations.NullMarked;
