/** The invariants of the domain, checked event by event: plain Java, which shares nothing with the code that keeps them. */
@NullMarked
package io.allocator.query.audit.rules;

import org.jspecify.annotations.NullMarked;
