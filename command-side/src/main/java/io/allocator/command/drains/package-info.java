/** Drains that are too long for one commit: where they are due, and who goes on with them. */
@NullMarked
package io.allocator.command.drains;

import org.jspecify.annotations.NullMarked;
