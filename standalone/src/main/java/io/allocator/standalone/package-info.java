/** The whole product in one process: both sides, and a PostgreSQL of its own. */
@NullMarked
package io.allocator.standalone;

import org.jspecify.annotations.NullMarked;
