/** What whoever runs the read side can do: see how the views are, and have one made again. */
@NullMarked
package io.allocator.query.operations;

import org.jspecify.annotations.NullMarked;
