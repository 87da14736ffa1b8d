/** Any number of commands as CSV, read and answered as a stream. */
@NullMarked
package io.allocator.command.imports;

import org.jspecify.annotations.NullMarked;
