/** What an event costs on its way from the write side to a view, apart from what databases do. */
@NullMarked
package io.allocator.benchmarks.events;

import org.jspecify.annotations.NullMarked;
