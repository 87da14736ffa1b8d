/** Every batch and what is left of it. */
@NullMarked
package io.allocator.query.batches;

import org.jspecify.annotations.NullMarked;
