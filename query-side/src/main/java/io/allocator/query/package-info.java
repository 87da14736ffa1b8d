/** The read side as a program: it follows the event log, keeps views of it in tables, and answers queries about them. */
@NullMarked
package io.allocator.query;

import org.jspecify.annotations.NullMarked;
