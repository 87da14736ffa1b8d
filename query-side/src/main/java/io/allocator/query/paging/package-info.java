/** Lists a page at a time: limits, cursors, and the pages themselves, the same for every list. */
@NullMarked
package io.allocator.query.paging;

import org.jspecify.annotations.NullMarked;
