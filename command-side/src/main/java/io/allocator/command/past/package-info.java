/** What is over: shipped lines and spent batches, kept beside the products so that these need not hold them. */
@NullMarked
package io.allocator.command.past;

import org.jspecify.annotations.NullMarked;
