/** What goes on beside the commands, on threads of its own. */
@NullMarked
package io.allocator.command.background;

import org.jspecify.annotations.NullMarked;
