/** Read your own write: a read that brings the token of a write is answered from a state that includes it. */
@NullMarked
package io.allocator.query.consistency;

import org.jspecify.annotations.NullMarked;
