/** The language that the write side and the read side share: records only, without behaviour. */
@NullMarked
package io.allocator.api;

import org.jspecify.annotations.NullMarked;
