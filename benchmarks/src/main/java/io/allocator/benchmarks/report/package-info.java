/** Where figures go: one JSON file, one page, and charts. */
@NullMarked
package io.allocator.benchmarks.report;

import org.jspecify.annotations.NullMarked;
