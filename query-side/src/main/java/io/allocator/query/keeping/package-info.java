/** Answers by key that are kept in memory, and given for as long as they hold. */
@NullMarked
package io.allocator.query.keeping;

import org.jspecify.annotations.NullMarked;
