/** How events arrive: read from the write side's log in its order, as soon as it says that there are more. */
@NullMarked
package io.allocator.query.feed;

import org.jspecify.annotations.NullMarked;
