/** The product while it is injured: killed, cut off, restarted, given poison; and what is to be right afterwards. */
@NullMarked
package io.allocator.system.faults;

import org.jspecify.annotations.NullMarked;
