/** Sample stock and orders for a first look, in the profile {@code demo} only. */
@NullMarked
package io.allocator.standalone.demo;

import org.jspecify.annotations.NullMarked;
