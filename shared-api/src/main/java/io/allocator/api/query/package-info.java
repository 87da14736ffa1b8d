/** What can be asked of the read side, and the views it answers with, named as they stand on the wire. */
@NullMarked
package io.allocator.api.query;

import org.jspecify.annotations.NullMarked;
