/** The audit: whether the views are what the events say, and the events what the domain allows. */
@NullMarked
package io.allocator.query.audit;

import org.jspecify.annotations.NullMarked;
