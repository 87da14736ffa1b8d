/** The product, a floor and an untouched framework under the same load, each in its turn. */
@NullMarked
package io.allocator.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
