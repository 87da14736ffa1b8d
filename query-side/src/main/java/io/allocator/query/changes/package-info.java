/** Every change as it is projected, as server-sent events. */
@NullMarked
package io.allocator.query.changes;

import org.jspecify.annotations.NullMarked;
